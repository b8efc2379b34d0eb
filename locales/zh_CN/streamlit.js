// Chinese for the words that Streamlit's own front end shows; it has no catalogue of its own.
// It leaves alone what people wrote, and does nothing while the page is in another language.
(() => {
  "use strict";
  const EXACT = {
    "App pages": "页面导航",
    "Main menu": "主菜单",
    "Sidebar": "侧栏",
    "Collapse sidebar": "收起侧栏",
    "Expand sidebar": "展开侧栏",
    "Skip to main content": "跳到正文",
    "Link to heading": "标题链接",
    "Copy to clipboard": "复制",
    "Copied": "已复制",
    "Theme": "主题",
    "Dark": "深色",
    "Light": "浅色",
    "System": "跟随系统",
    "Print": "打印",
    "Record screen": "录屏",
    "Rerun": "刷新",
    "About": "关于",
    "Settings": "设置",
    "progress": "进度",
    "Running...": "正在更新…",
    "RUNNING...": "正在更新…",
    "Stop": "停止",
    "CONNECTING": "正在连接",
    "Connecting": "正在连接",
    "Connection error": "连接中断",
    "Oh no.": "抱歉",
    "Error": "请注意",
    "Error running app.": "出错了",
    "Page not found": "找不到这一页",
    "The page that you have requested does not seem to exist. Running the app's main page.": "没有这一页，已为您打开首页。",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": "服务暂时不可用，请稍后刷新。",
    "Choose date": "选择日期",
    "Choose date and time": "选择日期和时间",
    "Time": "时间",
    "Next month": "下个月",
    "Previous month": "上个月",
    "Clear all": "全部清除",
    "Clear value": "清除",
    "Select all": "全选",
    "Selected values": "已选",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "Select an option": "请选择",
    "No results": "没有结果",
    "No options to select": "没有可选项",
    "Decrement": "减少",
    "Increment": "增加",
    "Feedback rating": "评分",
    "Pagination": "分页",
    "Next page": "下一页",
    "Previous page": "上一页",
    "Open": "打开",
    "Close": "关闭",
    "Dismiss": "关闭",
    "Notifications": "通知",
    "Send message": "发送",
    "Show password": "显示密码",
    "Hide password": "隐藏密码",
    "Copy version to clipboard": "复制版本号",
    "Upload": "上传",
    "file upload": "上传文件",
    "Browse files": "选择文件",
    "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Press Enter to apply": "按回车键确认",
    "Press Ctrl+Enter to apply": "按 Ctrl+回车确认",
    "Press ⌘+Enter to apply": "按 ⌘+回车确认",
    "Press Enter to submit form": "按回车键提交",
    "Press Ctrl+Enter to submit form": "按 Ctrl+回车提交",
    "Press ⌘+Enter to submit form": "按 ⌘+回车提交",
    "Add row": "添加一行",
    "Delete row(s)": "删除所选行",
    "Download as CSV": "下载 CSV",
    "Search": "搜索",
    "Show/hide columns": "显示或隐藏列",
    "Fullscreen": "全屏",
    "Close fullscreen": "退出全屏",
    "Map": "地图",
    "Zoom In": "放大",
    "Zoom Out": "缩小",
  };
  const PATTERNS = [
    [/^\w+ icon$/, "图标"],
    [/^Help for (.+)$/, "说明：$1"],
    [/^Made with Streamlit v(.*)$/, "基于 Streamlit v$1"],
    [/^(\d+) out of (\d+) stars$/, "$1 / $2 星"],
    [/^Page (\d+)$/, "第 $1 页"],
    [/^Remove (.+)$/, "移除 $1"],
    [/^(?:Limit )?(\d+)MB per file(?: • )?(.*)$/, "每个文件不超过 $1 MB $2"],
    [/^File must be (\d+(?:\.\d+)?)MB or smaller\.$/, "文件不能超过 $1 MB，请压缩后再传。"],
    [/^(Error)?: Date set outside allowed range\. Please select a date (.+)\.$/, (_, error, range) =>
      (error ? "请选择 " : "：请选择 ") + days(range) + "的日期。"],
    [/^(.+) files are not allowed\.$/, "不能上传 $1 文件。"],
    [/^(\d+) options? available\.$/, "$1 个选项"],
    [/^Choose date, (.*)$/, "选择日期，$1"],
    [/^Choose date and time, (.*)$/, "选择日期和时间，$1"],
    [/^Select (\d+) matches$/, "选中这 $1 项"],
    [/^Selected Date: (.*)$/, "已选日期：$1"],
    [/^Selected Time: (.*)$/, "已选时间：$1"],
    [/^(year|month|day|hour|minute), (.*)$/, (_, part, rest) =>
      ({ year: "年", month: "月", day: "日", hour: "时", minute: "分" })[part] + "，" + rest],
    [/^Download as PNG(.*)$/, "下载图片$1"],
    [/^Fullscreen:(.*)$/, "全屏：$1"],
    [/^Show data(.*)$/, "查看数据$1"],
    [/^Copy Vega-Lite spec(.*)$/, "复制图表规格$1"],
    [/^X-axis titled '(.*?)' .*$/, "横轴：$1"],
    [/^Y-axis titled '(.*?)' .*$/, "纵轴：$1"],
    [/^Title text '(.*)'$/, "标题：$1"],
  ];
  const days = (range) => range
    .replace(/^between (.+) and (.+)$/, "$1 至 $2 之间")
    .replace(/^on or before (.+)$/, "$1 或更早")
    .replace(/^on or after (.+)$/, "$1 或更晚");
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "aria-description"];
  const WRITTEN_BY_PEOPLE = [
    "[data-testid=stMarkdownContainer]", "[data-testid=stText]", "[data-testid=stMetric]",
    "[data-testid=stIconMaterial]", "[role=option]", "[contenteditable=true]",
    "pre", "code", "textarea", "table",
  ].join(",");

  const STREAMLITS_OWN =
    "[data-testid=stFileUploaderDropzone], [data-testid=stTooltipErrorContent], " +
    "[role=option][data-key^=__select]";

  const chinese = () => document.documentElement.lang.startsWith("zh");

  function translated(text) {
    const words = text.trim();
    if (!/[A-Za-z]/.test(words)) return null;
    if (Object.hasOwn(EXACT, words)) return text.replace(words, () => EXACT[words]);
    const hit = PATTERNS.find(([pattern]) => pattern.test(words));
    return hit ? words.replace(hit[0], hit[1]) : null;
  }

  function attributes(element) {
    for (const name of ATTRIBUTES) {
      const before = element.getAttribute(name);
      const after = before && translated(before);
      if (after) element.setAttribute(name, after);
    }
  }

  function text(node) {
    const around = node.parentElement;
    if (!around || (around.closest(WRITTEN_BY_PEOPLE) && !around.closest(STREAMLITS_OWN))) return;
    const after = translated(node.data);
    if (after && after !== node.data) node.data = after;
  }

  function walk(root) {
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    attributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      node.nodeType === Node.TEXT_NODE ? text(node) : attributes(node);
    }
  }

  function changed(records) {
    if (!chinese()) return;
    for (const record of records) {
      if (record.type === "characterData") text(record.target);
      else if (record.type === "attributes") attributes(record.target);
      else record.addedNodes.forEach(walk);
    }
  }

  new MutationObserver(changed).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES,
  });
  if (chinese()) walk(document.body);
})();
