"""Statements in every layout, written on the spot about invented money (对账单样本).

All tell the same four movements: 1,200.00 in, 88.50 out, 300.00 in, 300.00 in.
"""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

MOVES = (  # day, time, fen, balance after it, who, what
    ("2026-06-01", "09:12:30", 120_000, 1_120_000, "易停车公司", "六月停车费"),
    ("2026-06-02", "10:00:00", -8_850, 1_111_150, "江城五金店", "换门锁"),
    ("2026-06-03", "08:30:00", 30_000, 1_141_150, "早餐摊", "摊位费"),
    ("2026-06-03", "08:30:00", 30_000, 1_171_150, "早餐摊", "摊位费"),
)
IN, OUT = 180_000, 8_850


def yuan(fen: int) -> str:
    """1200.00, always with two digits behind the point."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def _csv(rows: Sequence[Sequence[object]], encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def _direction(fen: int) -> str:
    return "收入" if fen > 0 else "支出"


def alipay(moves: Sequence[tuple] = MOVES, count: int | None = None) -> bytes:
    top = [["-" * 40], ["导出信息："], ["姓名：某某"], [f"共{count or len(moves)}笔记录"]]
    top += [[f"收入：3笔 {yuan(IN)}元"], [f"支出：1笔 {yuan(OUT)}元"], [""]]
    head = ["交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额"]
    head += ["收/付款方式", "交易状态", "交易订单号", "商家订单号", "备注", ""]
    rows = [
        [
            f"{day} {at} ",
            "商业服务",
            who,
            "/",
            what,
            _direction(fen),
            yuan(abs(fen)),
            "余额",
            "交易成功",
            f"20260600{n}\t",
            "\t",
            "",
            "",
        ]
        for n, (day, at, fen, _, who, what) in enumerate(moves)
    ]
    return _csv([*top, head, *rows], "gb18030")


def wechat_rows(moves: Sequence[tuple] = MOVES) -> list[list[object]]:
    top: list[list[object]] = [["微信支付账单明细"], [f"共{len(moves)}笔记录"]]
    top += [[f"收入：3笔 {yuan(IN)}元"], [f"支出：1笔 {yuan(OUT)}元"], ["中性交易：0笔 0.00元"]]
    head = ["交易时间", "交易类型", "交易对方", "商品", "收/支", "金额(元)"]
    head += ["支付方式", "当前状态", "交易单号", "商户单号", "备注"]
    rows = [
        [
            f"{day} {at}",
            "二维码收款",
            who,
            what,
            _direction(fen),
            f"¥{yuan(abs(fen))}",
            "零钱",
            "已收钱",
            f"42000{n}\t",
            "/",
            "/",
        ]
        for n, (day, at, fen, _, who, what) in enumerate(moves)
    ]
    return [*top, head, *rows]


def wechat(moves: Sequence[tuple] = MOVES) -> bytes:
    return _csv(wechat_rows(moves))


def wechat_workbook() -> bytes:
    return workbook(wechat_rows(), wechat_rows())  # the second sheet repeats the first


def icbc(moves: Sequence[tuple] = MOVES) -> bytes:
    top = [["明细查询文件下载"], [], ["卡号: 6222****9876", "卡别名: 公共收益"], []]
    head = ["交易日期", "摘要", "交易详情", "交易场所", "交易国家或地区简称", "钞/汇"]
    head += ["交易金额(收入)", "交易金额(支出)", "交易币种", "记账金额(收入)", "记账金额(支出)"]
    head += ["记账币种", "余额", "对方户名", "对方账户"]
    rows = [
        [
            f"{day}  \t",
            what,
            "",
            "",
            "CHN",
            "钞",
            "-",
            "-",
            "-",
            yuan(fen) if fen > 0 else " ",
            yuan(-fen) if fen < 0 else " ",
            "人民币",
            f"{after // 100:,}.{after % 100:02}",
            who,
            "6222****0001",
            "",
        ]
        for day, _, fen, after, who, what in reversed(moves)
    ]
    foot = ["人民币合计", *[""] * 8, yuan(IN), yuan(OUT), ""]
    return _csv([*top, head, *rows, [" "], foot])


def boc(moves: Sequence[tuple] = MOVES) -> bytes:
    head = ["记账日期", "记账时间", "币别", "金额", "余额", "交易名称", "渠道", "网点名称"]
    head += ["附言", "对方账户名", "对方卡号/账号", "对方开户行", "借记卡号"]
    rows = [
        [
            day,
            at,
            "人民币",
            f"{fen / 100:,.2f}",
            f"{after / 100:,.2f}",
            "转账",
            "柜台",
            "-----",
            what,
            who,
            "6226******0001",
            "-----",
            "3167",
        ]
        for day, at, fen, after, who, what in reversed(moves)
    ]
    return _csv([["中国银行交易流水明细单"], head, *rows])


def cmb(moves: Sequence[tuple] = MOVES) -> bytes:
    head = ["记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息", "客户摘要"]
    rows = [
        [day, "CNY", f"{fen / 100:,.2f}", f"{after / 100:,.2f}", "转账汇款", who, what]
        for day, _, fen, after, who, what in moves
    ]
    return _csv([head, *rows])


def bocom(moves: Sequence[tuple] = MOVES) -> bytes:
    head = ["序号", "交易日期", "交易时间", "交易类型", "借贷", "交易金额", "余额", "对方账号"]
    head += ["对方户名", "交易地点", "摘要"]
    rows = [
        [
            n,
            day,
            at,
            "其他交易",
            "贷 Cr" if fen > 0 else "借 Dr",
            yuan(abs(fen)),
            yuan(after),
            "6666000000000001",
            who,
            "网络支付",
            what,
        ]
        for n, (day, at, fen, after, who, what) in enumerate(moves, 1)
    ]
    return _csv([head, *rows])


def ccb(moves: Sequence[tuple] = MOVES) -> bytes:
    top = [["China Construction Bank"], ["币\u3000\u3000种：", "人民币"]]
    top += [["账\u3000\u3000号：", "622700*********4321"], []]
    head = ["记账日  ", "交易日期  ", "交易时间 ", "支出 ", "收入 ", "账户余额 ", "币种 "]
    head += ["摘要 ", "对方账号 ", "对方户名 ", "交易地点 "]
    rows = [
        [
            day.replace("-", ""),
            day.replace("-", ""),
            at,
            max(-fen, 0) / 100,
            max(fen, 0) / 100,
            after / 100,
            "人民币",
            "转账",
            "6227***0001",
            who,
            what,
        ]
        for day, at, fen, after, who, what in moves
    ]
    return workbook([*top, head, *rows, ["以上数据仅供参考|具体内容请以柜台为准"]])


def spdb(moves: Sequence[tuple] = MOVES) -> bytes:
    top = ["账号", "6217000000001230", "账户类型", "借记卡", "日期范围", "20260601-20260630"]
    head = ["顺序号", "交易日期", "交易类型", "存入金额", "取出金额", "余额"]
    head += ["交易对手名称", "交易对手账号", "附言"]
    rows = [
        [
            str(n),
            f"{day.replace('-', '/')}  {at}",
            "汇入",
            yuan(fen) if fen > 0 else "",
            yuan(-fen) if fen < 0 else "",
            yuan(after),
            who,
            "1234",
            what,
        ]
        for n, (day, at, fen, after, who, what) in enumerate(moves, 1)
    ]
    return workbook([top, head, *rows])


GENERIC = {"day": "日期", "amount": "发生额", "balance": "结余", "party": "对方"}


def village_bank(moves: Sequence[tuple] = MOVES) -> bytes:
    """A bank that nobody has heard of."""
    rows = [[day, yuan(fen), yuan(after), who] for day, _, fen, after, who, _ in moves]
    return _csv([["某村镇银行"], ["日期", "发生额", "结余", "对方"], *rows])


FILES = {
    "alipay": alipay,
    "wechat": wechat,
    "icbc": icbc,
    "boc": boc,
    "cmb": cmb,
    "bocom": bocom,
    "ccb": ccb,
    "spdb": spdb,
}
