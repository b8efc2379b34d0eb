"""What people answered to forms that a council drew up (表单填报)."""

from sqlalchemy import Index
from sqlmodel import Field

from models.base import PATH, Extended, described
from models.screen import Changes, Screen


class FormAnswer(Extended, table=True):
    """One filled form (填报). The answers are in ``extra``, by the keys of the form's fields.

    ``number`` is the version of the form that was answered, 0 for one as it ships. ``sender`` is a
    keyed fingerprint of who sent it without an account: it limits flooding and names nobody.
    ``once`` says what there is one answer for, where the form takes only one: two at the same
    moment cannot both stay.
    """

    __tablename__ = "form_answer"
    __table_args__ = (
        Index(None, "form_key", "id"),
        Index(None, "form_key", "unit_id"),
        Index(None, "sender", "created_at"),
    )
    __screen__ = Screen(
        "填报",
        "Answer",
        "assignment",
        "registers",
        title="form_key",
        listed=("form_key", "number", "place_id", "created_at"),
        changes=Changes.BY_ACTS,
        page="forms",
        indexed=True,
    )

    form_key: str = Field(
        max_length=80, sa_column_kwargs=described("表单", english="Form", dimension=True)
    )
    number: int = Field(ge=0, sa_column_kwargs=described("版本", english="Version"))
    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    about: str = Field(
        default="", max_length=60, index=True, sa_column_kwargs=described("所涉记录")
    )  # table:id of what it is about
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    sender: str = Field(default="", max_length=64)
    once: str | None = Field(default=None, max_length=160, unique=True)
