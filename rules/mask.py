"""What a stranger may see of a person: the family name, and no number to call (脱敏)."""

import re

STARS = "**"

# A name that ends like this belongs to a firm or an office; nothing about a person is given away.
_FIRM = re.compile(
    r".{2,}(公司|集团|置业|地产|房产|实业|物业|银行|信用社|合作社|事务所|研究院|研究所|委员会"
    r"|管理局|办事处|工厂|商行|商店|酒店|饭店|医院|学校|大学|中学|小学|幼儿园|基金会|协会|中心"
    r"|有限合伙|个体工商户|政府|经营部)([（(].*[)）])?$"
    r"|.*\b(ltd|limited|inc|llc|llp|gmbh|corp|corporation|company|plc)\.?$",
    re.IGNORECASE,
)

# Family names of two characters (复姓): cut after the first they would read as another name.
_DOUBLE = re.compile(
    "(欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|夏侯|东方|南宫|西门|长孙|宇文|轩辕|端木"
    "|独孤|拓跋|呼延|百里|东郭|申屠|太史|闻人|公羊|澹台|公冶|濮阳|淳于|单于|钟离|鲜于|闾丘|万俟|赫连)."
)
_DOTS = "·•・‧∙"
_LONG, _FULL_PHONE, _SHORT_PHONE = 5, 11, 7


def is_firm(name: str) -> bool:
    """Whether ``name`` is that of a firm or an office rather than of a person."""
    return _FIRM.fullmatch(name.strip()) is not None


def masked_name(name: str, public: bool = False) -> str:
    """张**, 欧阳**, 阿卜**; a firm in full; anybody in full where the compound made names public.

    The stars are always two, so that they do not tell how long the name is. Give
    ``public`` for a developer as well: its name stands in every sale contract.
    """
    bare = name.strip()
    if public or not bare or is_firm(bare):
        return bare
    return bare[: _shown(bare)] + STARS


def _shown(name: str) -> int:
    """How many characters of a person's name stay visible."""
    several_parts = any(dot in name for dot in _DOTS) or len(name) >= _LONG
    two = _DOUBLE.match(name) is not None or (several_parts and not name[0].isascii())
    return 2 if two else 1


def masked_phone(phone: str | None) -> str:
    """138****1234; of a short number only the last two digits; nothing where there is none."""
    digits = re.sub(r"\D", "", phone or "")
    if len(digits) >= _FULL_PHONE:
        return f"{digits[-11:-8]}****{digits[-4:]}"
    if len(digits) >= _SHORT_PHONE:
        return f"****{digits[-4:]}"
    return f"****{digits[-2:]}" if digits else ""
