"""Invented people (虚构姓名): surname and given name by turns, the same in every demo."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛阎段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = tuple(
    (  # noqa: SIM905 forty short names read better in a line than in forty
        "伟 芳 娜 敏 静 丽 强 磊 洋 艳 勇 军 杰 娟 涛 明 超 霞 平 刚 桂英 秀兰 建国 建华 志强 玉兰 "
        "春梅 海燕 晓明 文博 子涵 雨桐 浩然 思远 佳怡 国庆 红梅 淑珍 凤英 德明"
    ).split()
)


def invented(n: int) -> str:
    """The ``n``-th invented name."""
    given = GIVEN[(n * 7 + n // len(SURNAMES)) % len(GIVEN)]
    return SURNAMES[n % len(SURNAMES)] + given
