"""The rankings."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import models.base
import models.secret
from db.append_only import guard

revision = "0003_ranking"
down_revision = "0002_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "firm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("company", "party_led", name="firmkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("credit_code", sqlmodel.sql.sqltypes.AutoString(length=18), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kept_by"], ["member.id"], name=op.f("fk_firm_kept_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_firm_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm")),
        sa.UniqueConstraint("code", name=op.f("uq_firm_code")),
    )
    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firm_path"), ["path"], unique=False)

    op.create_table(
        "method",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("name_en", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("summary", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("summary_en", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_method_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_method")),
        sa.UniqueConstraint("code", name=op.f("uq_method_code")),
    )
    with op.batch_alter_table("method", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_method_place_id"), ["place_id"], unique=False)

    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("type", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("built_in", sa.Integer(), nullable=True),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kept_by"], ["member.id"], name=op.f("fk_profile_kept_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_profile_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sa.UniqueConstraint("place_id", name=op.f("uq_profile_place_id")),
    )
    op.create_table(
        "firm_agent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_firm_agent_firm_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_firm_agent_member_id")),
        sa.ForeignKeyConstraint(["named_by"], ["member.id"], name=op.f("fk_firm_agent_named_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_agent")),
        sa.UniqueConstraint("firm_id", "member_id", name=op.f("uq_firm_agent_firm_id_member_id")),
    )
    with op.batch_alter_table("firm_agent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_firm_agent_member_id"), ["member_id"], unique=False)

    op.create_table(
        "interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("declared_at", models.base.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_interest_firm_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_interest_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest")),
        sa.UniqueConstraint("firm_id", "member_id", name=op.f("uq_interest_firm_id_member_id")),
    )
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_interest_member_id"), ["member_id"], unique=False)

    op.create_table(
        "method_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("method_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "published", "retired", name="versionstate", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("edit_count", sa.Integer(), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("published_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["method_id"], ["method.id"], name=op.f("fk_method_version_method_id")
        ),
        sa.ForeignKeyConstraint(
            ["published_by"], ["member.id"], name=op.f("fk_method_version_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_method_version")),
        sa.UniqueConstraint("method_id", "number", name=op.f("uq_method_version_method_id_number")),
    )
    with op.batch_alter_table("method_version", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_method_version_method_id"), ["method_id"], unique=False
        )

    op.create_table(
        "service_contract",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("fee_fen", sa.BigInteger(), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_service_contract_firm_id")),
        sa.ForeignKeyConstraint(
            ["kept_by"], ["member.id"], name=op.f("fk_service_contract_kept_by")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_service_contract_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_contract")),
    )
    with op.batch_alter_table("service_contract", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_contract_firm_id"), ["firm_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_service_contract_path_begins_on"), ["path", "begins_on"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_service_contract_place_id_begins_on"),
            ["place_id", "begins_on"],
            unique=False,
        )

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("method_version_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "collecting",
                "computed",
                "preview",
                "objection",
                "deciding",
                "published",
                "cancelled",
                name="editionstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("computation_id", sa.Integer(), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("window_closes_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("published_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["method_version_id"], ["method_version.id"], name=op.f("fk_edition_method_version_id")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("fk_edition_notice_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["member.id"], name=op.f("fk_edition_opened_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_edition_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("code", name=op.f("uq_edition_code")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_edition_method_version_id"), ["method_version_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_edition_path_published_at"), ["path", "published_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_edition_place_id"), ["place_id"], unique=False)

    op.create_table(
        "computation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("method_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("inputs", sa.LargeBinary(), nullable=False),
        sa.Column("inputs_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("result_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("code_version", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("draws", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["computation.id"], name=op.f("fk_computation_corrects_id")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_computation_edition_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["member.id"], name=op.f("fk_computation_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_computation")),
        sa.UniqueConstraint("edition_id", "number", name=op.f("uq_computation_edition_id_number")),
    )
    op.create_table(
        "edition_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "opened",
                "computed",
                "reopened",
                "served",
                "window_opened",
                "raised",
                "answered",
                "window_closed",
                "approved",
                "published",
                "corrected",
                "cancelled",
                name="editionactkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("at", models.base.UtcDateTime(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("computation_id", sa.Integer(), nullable=True),
        sa.Column("appeal_id", sa.Integer(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        sa.Column("blacks", sa.JSON(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_edition_act_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_edition_act_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_act")),
    )
    with op.batch_alter_table("edition_act", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_edition_act_edition_id_id"), ["edition_id", "id"], unique=False
        )

    op.create_table(
        "entrant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "rated", "party_led", "unserved", name="entrantkind", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("firm_name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("peers", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_entrant_edition_id")),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_entrant_firm_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_entrant_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entrant")),
        sa.UniqueConstraint("edition_id", "place_id", name=op.f("uq_entrant_edition_id_place_id")),
    )
    with op.batch_alter_table("entrant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_entrant_edition_id_firm_id"), ["edition_id", "firm_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_entrant_place_id"), ["place_id"], unique=False)

    op.create_table(
        "figure_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("filename", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_figure_import_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_figure_import_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_import")),
    )
    with op.batch_alter_table("figure_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_figure_import_edition_id"), ["edition_id"], unique=False
        )

    op.create_table(
        "preview_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_preview_reading_edition_id")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_preview_reading_firm_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_preview_reading_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preview_reading")),
    )
    with op.batch_alter_table("preview_reading", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_preview_reading_edition_id_firm_id"),
            ["edition_id", "firm_id"],
            unique=False,
        )

    op.create_table(
        "rectification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("firm_id", sa.Integer(), nullable=True),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "done", "dropped", name="rectificationstate", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_rectification_edition_id")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_rectification_firm_id")),
        sa.ForeignKeyConstraint(["kept_by"], ["member.id"], name=op.f("fk_rectification_kept_by")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_rectification_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification")),
    )
    with op.batch_alter_table("rectification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rectification_edition_id"), ["edition_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_rectification_path_state_due_on"),
            ["path", "state", "due_on"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_rectification_place_id"), ["place_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "correction", "appeal", "review", name="appealkind", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("raised_at", models.base.UtcDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "upheld",
                "rejected",
                "withdrawn",
                name="appealstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["member.id"], name=op.f("fk_appeal_answered_by")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_appeal_edition_id")),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_appeal_entrant_id")),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_appeal_firm_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["member.id"], name=op.f("fk_appeal_raised_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
    )
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_appeal_edition_id_state"), ["edition_id", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_appeal_firm_id"), ["firm_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("sheet_code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("stepped_back", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["entrant_id"], ["entrant.id"], name=op.f("fk_assignment_entrant_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_assignment_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "entrant_id",
            "sheet_code",
            "member_id",
            name=op.f("uq_assignment_entrant_id_sheet_code_member_id"),
        ),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_member_id"), ["member_id"], unique=False)

    op.create_table(
        "consequence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "owners_topic",
                "escalation",
                "award",
                name="consequencekind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_consequence_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["entrant_id"], ["entrant.id"], name=op.f("fk_consequence_entrant_id")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_consequence_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consequence")),
        sa.UniqueConstraint(
            "edition_id",
            "entrant_id",
            "kind",
            name=op.f("uq_consequence_edition_id_entrant_id_kind"),
        ),
    )
    with op.batch_alter_table("consequence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consequence_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consequence_entrant_id"), ["entrant_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_consequence_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "edition_placing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("computation_id", sa.Integer(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("peers", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("score", sa.BigInteger(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("worst", sa.Integer(), nullable=False),
        sa.Column("best", sa.Integer(), nullable=False),
        sa.Column("coverage", sa.Integer(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum("red", "black", "none", "unranked", name="mark", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("grade", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("contributions", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["computation_id"], ["computation.id"], name=op.f("fk_edition_placing_computation_id")
        ),
        sa.ForeignKeyConstraint(
            ["entrant_id"], ["entrant.id"], name=op.f("fk_edition_placing_entrant_id")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_edition_placing_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_placing")),
        sa.UniqueConstraint(
            "computation_id",
            "entrant_id",
            name=op.f("uq_edition_placing_computation_id_entrant_id"),
        ),
    )
    with op.batch_alter_table("edition_placing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_edition_placing_computation_id_mark_rank"),
            ["computation_id", "mark", "rank"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_edition_placing_computation_id_rank"),
            ["computation_id", "rank"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_edition_placing_entrant_id"), ["entrant_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_edition_placing_place_id_computation_id"),
            ["place_id", "computation_id"],
            unique=False,
        )

    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("error", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=True),
        sa.Column(
            "source",
            sa.Enum(
                "sheet",
                "survey",
                "entered",
                "imported",
                "platform",
                name="figuresource",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("voucher", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_figure_edition_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["member.id"], name=op.f("fk_figure_entered_by")),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_figure_entrant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure")),
    )
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_figure_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_figure_entrant_id_indicator_id"),
            ["entrant_id", "indicator", "id"],
            unique=False,
        )

    op.create_table(
        "gate_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("gate", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("withdrawn_why", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["member.id"], name=op.f("fk_gate_fact_entered_by")
        ),
        sa.ForeignKeyConstraint(
            ["entrant_id"], ["entrant.id"], name=op.f("fk_gate_fact_entrant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_fact")),
    )
    with op.batch_alter_table("gate_fact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_fact_entrant_id"), ["entrant_id"], unique=False)

    op.create_table(
        "rectification_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("rectification_id", sa.Integer(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("doer", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectification.id"],
            name=op.f("fk_rectification_task_rectification_id"),
        ),
        sa.ForeignKeyConstraint(
            ["set_by"], ["member.id"], name=op.f("fk_rectification_task_set_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rectification_task")),
    )
    with op.batch_alter_table("rectification_task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rectification_task_rectification_id"), ["rectification_id"], unique=False
        )

    op.create_table(
        "repair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["member.id"], name=op.f("fk_repair_answered_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["member.id"], name=op.f("fk_repair_asked_by")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_repair_edition_id")),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_repair_entrant_id")),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_repair_firm_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair")),
    )
    with op.batch_alter_table("repair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_repair_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_repair_firm_id"), ["firm_id"], unique=False)

    op.create_table(
        "served",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("computation_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["computation_id"], ["computation.id"], name=op.f("fk_served_computation_id")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_served_edition_id")),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_served_firm_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_served")),
        sa.UniqueConstraint(
            "computation_id", "firm_id", name=op.f("uq_served_computation_id_firm_id")
        ),
    )
    with op.batch_alter_table("served", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_served_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("sheet_code", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("edit_count", sa.Integer(), nullable=False),
        sa.Column("signed_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["entrant_id"], ["entrant.id"], name=op.f("fk_sheet_entrant_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sheet_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet")),
        sa.UniqueConstraint(
            "entrant_id",
            "sheet_code",
            "member_id",
            name=op.f("uq_sheet_entrant_id_sheet_code_member_id"),
        ),
    )
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sheet_entrant_id"), ["entrant_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_sheet_member_id_signed_at"), ["member_id", "signed_at"], unique=False
        )

    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entrant_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entrant_id"], ["entrant.id"], name=op.f("fk_survey_answer_entrant_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_survey_answer_member_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_survey_answer_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint(
            "entrant_id", "unit_id", name=op.f("uq_survey_answer_entrant_id_unit_id")
        ),
    )
    for table in (
        "edition_act",
        "computation",
        "edition_placing",
        "figure",
        "served",
        "preview_reading",
    ):
        guard(op.get_bind(), table)


def downgrade() -> None:
    """Back."""
    op.drop_table("survey_answer")
    with op.batch_alter_table("sheet", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sheet_member_id_signed_at"))
        batch_op.drop_index(batch_op.f("ix_sheet_entrant_id"))

    op.drop_table("sheet")
    with op.batch_alter_table("served", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_served_edition_id"))

    op.drop_table("served")
    with op.batch_alter_table("repair", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_repair_firm_id"))
        batch_op.drop_index(batch_op.f("ix_repair_edition_id"))

    op.drop_table("repair")
    with op.batch_alter_table("rectification_task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rectification_task_rectification_id"))

    op.drop_table("rectification_task")
    with op.batch_alter_table("gate_fact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_fact_entrant_id"))

    op.drop_table("gate_fact")
    with op.batch_alter_table("figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figure_entrant_id_indicator_id"))
        batch_op.drop_index(batch_op.f("ix_figure_edition_id"))

    op.drop_table("figure")
    with op.batch_alter_table("edition_placing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_placing_place_id_computation_id"))
        batch_op.drop_index(batch_op.f("ix_edition_placing_entrant_id"))
        batch_op.drop_index(batch_op.f("ix_edition_placing_computation_id_rank"))
        batch_op.drop_index(batch_op.f("ix_edition_placing_computation_id_mark_rank"))

    op.drop_table("edition_placing")
    with op.batch_alter_table("consequence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consequence_topic_id"))
        batch_op.drop_index(batch_op.f("ix_consequence_entrant_id"))
        batch_op.drop_index(batch_op.f("ix_consequence_edition_id"))

    op.drop_table("consequence")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_member_id"))

    op.drop_table("assignment")
    with op.batch_alter_table("appeal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appeal_firm_id"))
        batch_op.drop_index(batch_op.f("ix_appeal_edition_id_state"))

    op.drop_table("appeal")
    with op.batch_alter_table("rectification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rectification_place_id"))
        batch_op.drop_index(batch_op.f("ix_rectification_path_state_due_on"))
        batch_op.drop_index(batch_op.f("ix_rectification_edition_id"))

    op.drop_table("rectification")
    with op.batch_alter_table("preview_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_preview_reading_edition_id_firm_id"))

    op.drop_table("preview_reading")
    with op.batch_alter_table("figure_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_figure_import_edition_id"))

    op.drop_table("figure_import")
    with op.batch_alter_table("entrant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_entrant_place_id"))
        batch_op.drop_index(batch_op.f("ix_entrant_edition_id_firm_id"))

    op.drop_table("entrant")
    with op.batch_alter_table("edition_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_act_edition_id_id"))

    op.drop_table("edition_act")
    op.drop_table("computation")
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_edition_place_id"))
        batch_op.drop_index(batch_op.f("ix_edition_path_published_at"))
        batch_op.drop_index(batch_op.f("ix_edition_method_version_id"))

    op.drop_table("edition")
    with op.batch_alter_table("service_contract", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_contract_place_id_begins_on"))
        batch_op.drop_index(batch_op.f("ix_service_contract_path_begins_on"))
        batch_op.drop_index(batch_op.f("ix_service_contract_firm_id"))

    op.drop_table("service_contract")
    with op.batch_alter_table("method_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_method_version_method_id"))

    op.drop_table("method_version")
    with op.batch_alter_table("interest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_interest_member_id"))

    op.drop_table("interest")
    with op.batch_alter_table("firm_agent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firm_agent_member_id"))

    op.drop_table("firm_agent")
    op.drop_table("profile")
    with op.batch_alter_table("method", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_method_place_id"))

    op.drop_table("method")
    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firm_path"))

    op.drop_table("firm")
