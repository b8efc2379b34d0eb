"""One table of a role, written anew within what is said of the role as a whole (权限调整)."""

from rules.right import read_rights
from rules.right.changing import with_table

WHOLE = {
    "role": "council",
    "note": "社区",
    "rights": [
        {"tables": ["place", "dispute"], "actions": ["read"]},
        {"tables": ["dispute"], "actions": ["change"], "rows": {"field": "x", "op": "empty"}},
        {"tables": ["topic"], "actions": ["read"]},
    ],
}
ONE = {"role": "council", "rights": [{"tables": ["dispute"], "actions": ["export"]}]}


def test_what_was_said_of_the_table_goes_and_all_else_stays() -> None:
    found = with_table(WHOLE, "dispute", ONE)
    assert found == {
        "role": "council",
        "note": "社区",
        "rights": [
            {"tables": ["place"], "actions": ["read"]},
            {"tables": ["topic"], "actions": ["read"]},
            {"tables": ["dispute"], "actions": ["export"]},
        ],
    }
    assert len(read_rights(found)) == 3
    assert len(WHOLE["rights"]) == 3  # the body that was given is as it was


def test_a_table_of_which_nothing_is_said_any_more_is_closed() -> None:
    found = with_table(WHOLE, "dispute", {"role": "council", "rights": []})
    assert not any(right.about("dispute") for right in read_rights(found))
