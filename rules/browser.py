"""Telling a person's browsers apart, no more exactly than he would himself (浏览器)."""

BROWSERS = (  # the order matters: most of them also call themselves the ones below
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("HuaweiBrowser", "Huawei"),
    ("MiuiBrowser", "Xiaomi"),
    ("QQBrowser", "QQ"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("OpenHarmony", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def browser(agent: str) -> str:
    """“Chrome · Android” from what the browser says of itself; empty when it says nothing known."""
    both = (BROWSERS, SYSTEMS)
    found = [next((name for sign, name in names if sign in agent), "") for names in both]
    return " · ".join(name for name in found if name)
