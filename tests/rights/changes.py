"""Changes of configuration: who may (变更集权限)."""

from sqlmodel import Session, select

from models.definition import ChangeItem, DefinitionKind
from models.webhook import DeliveryState
from services import change, definition
from services.change import carrying, checking, drafting, publishing, undoing
from services.delivery import queue
from services.webhook import keeping
from tests.changes import POLICY, drafted
from tests.rights.row import ADMINISTRATOR, COUNCIL, Row, Rows, at
from tests.rights.situation import Situation

KEEPERS = COUNCIL | {"qin"} | ADMINISTRATOR
STRICT = {"two_people": ["form"]}


def keep_changes(session: Session, made: Situation) -> None:
    """An open set, one that was asked for, one that was published, and a file of one.

    Here one person may publish what is not about rights.
    """
    body = {"two_people": [DefinitionKind.RIGHT.value, DefinitionKind.WEBHOOK.value]}
    definition.append(session, None, POLICY, "publication", None, body)
    place, lin = at(made, "fengyuan"), made.here.lin
    for name in ("open_change", "published_change"):
        found = drafted(session, lin, place, (POLICY, f"{name}.rights", STRICT), title=name)
        made.at[name] = found.id or 0
        made.kept[name] = found.edit_count
    change.publish_change(session, lin, made.published_change, made.kept["published_change"])
    session.flush()
    item = select(ChangeItem.id).where(ChangeItem.change_set_id == made.open_change)
    made.at["change_item"] = session.exec(item).one() or 0
    url = "https://hooks.example.cn/"
    hook = {"name": "城管平台", "url": url, "events": ["topic.moved"]}
    kind = DefinitionKind.WEBHOOK
    definition.append(session, lin, kind, "city", made.here.fengyuan, hook)
    keeping.make_key(session, lin, "city")
    failed = queue(session, "city", "topic.moved", {})
    failed.state = DeliveryState.FAILED
    session.flush()
    made.at["failed_delivery"] = failed.id or 0
    made.kept["parcel"] = change.export_change(session, lin, made.open_change).encode()


ROWS: Rows = {
    drafting.draft_change: Row(
        KEEPERS, lambda d, a, s: drafting.draft_change(d, a, "改一改", at(s, "fengyuan"))
    ),
    drafting.put_item: Row(
        KEEPERS, lambda d, a, s: drafting.put_item(d, a, s.open_change, POLICY, "more", STRICT)
    ),
    drafting.take_item: Row(
        KEEPERS, lambda d, a, s: drafting.take_item(d, a, s.open_change, s.change_item)
    ),
    drafting.refresh_item: Row(
        KEEPERS, lambda d, a, s: drafting.refresh_item(d, a, s.open_change, s.change_item)
    ),
    drafting.ask_publication: Row(
        KEEPERS,
        lambda d, a, s: drafting.ask_publication(d, a, s.open_change, s.kept["open_change"]),
    ),
    drafting.drop_change: Row(KEEPERS, lambda d, a, s: drafting.drop_change(d, a, s.open_change)),
    checking.check: Row(KEEPERS, lambda d, a, s: checking.check(d, a, s.open_change)),
    publishing.publish_change: Row(
        KEEPERS,
        lambda d, a, s: publishing.publish_change(d, a, s.open_change, s.kept["open_change"]),
    ),
    publishing.publish_at_once: Row(
        KEEPERS,
        lambda d, a, s: publishing.publish_at_once(
            d, a, "马上", at(s, "fengyuan"), [(POLICY, "at.once", STRICT)]
        ),
    ),
    undoing.undo_change: Row(
        KEEPERS, lambda d, a, s: undoing.undo_change(d, a, s.published_change)
    ),
    undoing.reverse_change: Row(
        KEEPERS, lambda d, a, s: undoing.reverse_change(d, a, s.published_change, "撤回")
    ),
    carrying.export_change: Row(
        KEEPERS, lambda d, a, s: carrying.export_change(d, a, s.open_change)
    ),
    carrying.arriving: Row(
        KEEPERS, lambda d, a, s: carrying.arriving(d, a, s.kept["parcel"], at(s, "fengyuan"))
    ),
    carrying.import_change: Row(
        KEEPERS, lambda d, a, s: carrying.import_change(d, a, s.kept["parcel"], at(s, "fengyuan"))
    ),
    keeping.make_key: Row(KEEPERS, lambda d, a, _s: keeping.make_key(d, a, "city")),
    keeping.send_test: Row(KEEPERS, lambda d, a, _s: keeping.send_test(d, a, "city")),
    keeping.repeat_delivery: Row(
        KEEPERS, lambda d, a, s: keeping.repeat_delivery(d, a, s.failed_delivery)
    ),
}
