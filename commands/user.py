"""``manage.py user``: accounts, by whoever holds the machine (账号)."""

from typing import TYPE_CHECKING, Annotated

import typer

from commands.answer import AsJson, BadInput, opened, show

if TYPE_CHECKING:
    from models.member import Role

app = typer.Typer(help="Accounts: add, lock, reset.", rich_markup_mode=None)

Username = Annotated[str, typer.Argument(help="What the person types to sign in.")]


@app.command()
def add(
    username: Username,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[str, typer.Option(help="A role to give at --place.")] = "",
    place: Annotated[str, typer.Option(help="Code of the place of the role.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make an account and print its one-time link."""
    from services import member as members
    from services.place import by_code
    from services.sign_in.link import write_link
    from services.trail import HOUSE

    if bool(role) != bool(place):
        raise BadInput("Give --role and --place together, or neither.")
    with opened() as session:
        member = members.enrol(session, HOUSE, username, name)
        if role:
            where = by_code(session, place)
            if where is None:
                raise BadInput(f"There is no place with the code “{place}”.")
            members.give(session, HOUSE, member, _role(role), where)
        key = write_link(session, HOUSE, member)
    _show_link(member.username, key, as_json)


def _role(typed: str) -> "Role":
    from models.member import Role

    if typed not in list(Role):
        raise BadInput(f"There is no role “{typed}”. Roles: {', '.join(Role)}.")
    return Role(typed)


@app.command()
def reset(username: Username, as_json: AsJson = False) -> None:
    """Print a one-time link for a new password."""
    from services.member import by_username
    from services.sign_in.link import write_link
    from services.trail import HOUSE

    with opened() as session:
        member = by_username(session, username)
        key = write_link(session, HOUSE, member)
    _show_link(member.username, key, as_json)


@app.command()
def lock(
    username: Username,
    undo: Annotated[bool, typer.Option("--undo", help="Open the account again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Close an account, or open it again."""
    from services.member import by_username, close_account, reopen_account
    from services.trail import HOUSE

    with opened() as session:
        member = by_username(session, username)
        (reopen_account if undo else close_account)(session, HOUSE, member)
    said = "open again" if undo else "locked"
    show(
        {"username": member.username, "locked": not undo}, as_json, f"{member.username} is {said}."
    )


def _show_link(username: str, key: str, as_json: bool) -> None:
    from db.setting import setting
    from rules.sign_in import LINK_LIVES

    link = f"{setting().public_url}/reset?key={key}"
    hours = int(LINK_LIVES.total_seconds() // 3600)
    show(
        {"username": username, "link": link, "hours": hours},
        as_json,
        f"{username} sets a password here, once, within {hours} hours:",
        link,
    )
