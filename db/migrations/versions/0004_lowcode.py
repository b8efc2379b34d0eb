"""What a council changes without code."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import models.base
import models.secret
from db.append_only import guard
from db.search.index import install, remove

revision = "0004_lowcode"
down_revision = "0003_ranking"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("webhook_key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("event", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting", "delivered", "failed", name="deliverystate", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
        sa.Column("delivered_at", models.base.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delivery_state_next_at"), ["state", "next_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delivery_webhook_key_id"), ["webhook_key", "id"], unique=False
        )

    op.create_table(
        "rollup",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("cube", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("first", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("second", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rollup")),
        sa.UniqueConstraint(
            "cube",
            "day",
            "path",
            "first",
            "second",
            name=op.f("uq_rollup_cube_day_path_first_second"),
        ),
    )
    with op.batch_alter_table("rollup", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rollup_cube_path_day"), ["cube", "path", "day"], unique=False
        )

    op.create_table(
        "search_text",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("metric_key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column(
            "level",
            sa.Enum("warning", "alarm", name="alertlevel", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("ended_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_alert_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_alert_metric_key_path"),
            ["metric_key", "path"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index(
            batch_op.f("ix_alert_path_ended_at"), ["path", "ended_at"], unique=False
        )

    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entity", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("import", "bulk", name="batchkind", native_enum=False, length=20),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "running",
                "done",
                "cancelled",
                "undone",
                name="batchstate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("file_name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("file_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("created_count", sa.Integer(), nullable=False),
        sa.Column("changed_count", sa.Integer(), nullable=False),
        sa.Column("unchanged_count", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("errors", sa.LargeBinary(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("finished_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_batch_member_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_batch_place_id")),
        sa.ForeignKeyConstraint(["undone_by"], ["member.id"], name=op.f("fk_batch_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_batch_entity_id"), ["entity", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_batch_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_batch_path_id"), ["path", "id"], unique=False)

    op.create_table(
        "change_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "asked",
                "published",
                "undone",
                "dropped",
                name="changestate",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("edit_count", sa.Integer(), nullable=False),
        sa.Column("drafted_by", sa.Integer(), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.Column("published_at", models.base.UtcDateTime(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", models.base.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["member.id"], name=op.f("fk_change_set_asked_by")),
        sa.ForeignKeyConstraint(
            ["drafted_by"], ["member.id"], name=op.f("fk_change_set_drafted_by")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_change_set_place_id")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["member.id"], name=op.f("fk_change_set_published_by")
        ),
        sa.ForeignKeyConstraint(["undone_by"], ["member.id"], name=op.f("fk_change_set_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_set")),
    )
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_set_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_set_state_id"), ["state", "id"], unique=False)

    op.create_table(
        "chart_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("words_en", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_chart_note_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chart_note")),
    )
    with op.batch_alter_table("chart_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_chart_note_path_day"), ["path", "day"], unique=False)

    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("extra", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "parking",
                "lift",
                "pets",
                "revenue",
                "property",
                "repair",
                "safety",
                "green",
                "care",
                "other",
                name="category",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open", "settled", "referred", name="disputestate", native_enum=False, length=20
            ),
            nullable=False,
        ),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_dispute_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
    )
    with op.batch_alter_table("dispute", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dispute_path_raised_on"), ["path", "raised_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_dispute_place_id"), ["place_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispute_state_path"), ["state", "path"], unique=False)

    op.create_table(
        "grid_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("extra", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("volunteers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_grid_post_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grid_post")),
    )
    with op.batch_alter_table("grid_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_grid_post_path"), ["path"], unique=False)
        batch_op.create_index(batch_op.f("ix_grid_post_place_id"), ["place_id"], unique=False)

    op.create_table(
        "import_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("entity", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("headings_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_import_mapping_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
        sa.UniqueConstraint(
            "member_id",
            "entity",
            "headings_sha256",
            name=op.f("uq_import_mapping_member_id_entity_headings_sha256"),
        ),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("extra", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "party_branch",
                "committee",
                "property_board",
                "supervisors",
                "volunteers",
                name="organisationkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_organisation_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_kind_path"), ["kind", "path"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_organisation_place_id"), ["place_id"], unique=False)

    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entity", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("shared_with", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_saved_view_member_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_saved_view_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_view_entity_member_id"), ["entity", "member_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_saved_view_member_id"), ["member_id"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("metric_key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("numerator", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("denominator", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("row_count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_snapshot_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_snapshot_metric_key_path_period_id"),
            ["metric_key", "path", "period", "id"],
            unique=False,
        )

    op.create_table(
        "webhook_secret",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("webhook_key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("secret", models.secret.Sealed(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["member.id"], name=op.f("fk_webhook_secret_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_secret")),
        sa.UniqueConstraint("webhook_key", name=op.f("uq_webhook_secret_webhook_key")),
    )
    op.create_table(
        "work_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("extra", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "parking",
                "lift",
                "pets",
                "revenue",
                "property",
                "repair",
                "safety",
                "green",
                "care",
                "other",
                name="category",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "hotline",
                "grid",
                "whistle",
                "resident",
                name="ordersource",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("handled_on", sa.Date(), nullable=True),
        sa.Column("on_time", sa.Boolean(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=True),
        sa.Column("cost_fen", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_work_order_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order")),
        sa.UniqueConstraint("number", name=op.f("uq_work_order_number")),
    )
    with op.batch_alter_table("work_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_order_handled_on"), ["handled_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_work_order_path_received_on"), ["path", "received_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_work_order_place_id"), ["place_id"], unique=False)

    op.create_table(
        "change_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("change_set_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "field",
                "override",
                "form",
                "right",
                "metric",
                "dashboard",
                "layout",
                "webhook",
                "policy",
                "procedure",
                "method",
                name="definitionkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("before_sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name=op.f("fk_change_item_change_set_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_item")),
        sa.UniqueConstraint(
            "change_set_id", "kind", "key", name=op.f("uq_change_item_change_set_id_kind_key")
        ),
    )
    with op.batch_alter_table("change_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_change_item_change_set_id"), ["change_set_id"], unique=False
        )

    op.create_table(
        "definition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "field",
                "override",
                "form",
                "right",
                "metric",
                "dashboard",
                "layout",
                "webhook",
                "policy",
                "procedure",
                "method",
                name="definitionkind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("change_set_id", sa.Integer(), nullable=True),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name=op.f("fk_definition_change_set_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_definition_place_id")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["member.id"], name=op.f("fk_definition_published_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition")),
        sa.UniqueConstraint("kind", "key", "number", name=op.f("uq_definition_kind_key_number")),
    )
    with op.batch_alter_table("definition", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_definition_change_set_id"), ["change_set_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_definition_kind_key_id"), ["kind", "key", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_definition_place_id"), ["place_id"], unique=False)

    op.create_table(
        "form_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("extra", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("form_key", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("about", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("sender", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("once", sqlmodel.sql.sqltypes.AutoString(length=160), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_form_answer_member_id")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_form_answer_place_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_form_answer_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_answer")),
        sa.UniqueConstraint("once", name=op.f("uq_form_answer_once")),
    )
    with op.batch_alter_table("form_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_answer_about"), ["about"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_form_answer_form_key_id"), ["form_key", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_form_answer_form_key_unit_id"), ["form_key", "unit_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_form_answer_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_form_answer_path"), ["path"], unique=False)
        batch_op.create_index(batch_op.f("ix_form_answer_place_id"), ["place_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_form_answer_sender_created_at"), ["sender", "created_at"], unique=False
        )

    op.create_table(
        "row_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", models.base.UtcDateTime(), nullable=False),
        sa.Column("entity", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "created",
                "changed",
                "removed",
                "restored",
                name="rowchangekind",
                native_enum=False,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column(
            "path",
            sa.String(length=120).with_variant(sa.String(length=120, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("personal", models.secret.Sealed(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_row_change_batch_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_row_change_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_change")),
    )
    with op.batch_alter_table("row_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_row_change_batch_id_id"), ["batch_id", "id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_row_change_entity_row_id_id"), ["entity", "row_id", "id"], unique=False
        )

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "form_key",
                sqlmodel.sql.sqltypes.AutoString(length=80),
                server_default="",
                nullable=False,
            )
        )

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("extra", sa.JSON(none_as_null=True), nullable=True))
    for table in (
        "definition",
        "row_change",
        "snapshot",
    ):
        guard(op.get_bind(), table)
    install(op.get_bind())


def downgrade() -> None:
    """Back."""
    remove(op.get_bind())
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("step", schema=None) as batch_op:
        batch_op.drop_column("form_key")

    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("firm", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("benefit", schema=None) as batch_op:
        batch_op.drop_column("extra")

    with op.batch_alter_table("row_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_row_change_entity_row_id_id"))
        batch_op.drop_index(batch_op.f("ix_row_change_batch_id_id"))

    op.drop_table("row_change")
    with op.batch_alter_table("form_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_answer_sender_created_at"))
        batch_op.drop_index(batch_op.f("ix_form_answer_place_id"))
        batch_op.drop_index(batch_op.f("ix_form_answer_path"))
        batch_op.drop_index(batch_op.f("ix_form_answer_member_id"))
        batch_op.drop_index(batch_op.f("ix_form_answer_form_key_unit_id"))
        batch_op.drop_index(batch_op.f("ix_form_answer_form_key_id"))
        batch_op.drop_index(batch_op.f("ix_form_answer_about"))

    op.drop_table("form_answer")
    with op.batch_alter_table("definition", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_definition_place_id"))
        batch_op.drop_index(batch_op.f("ix_definition_kind_key_id"))
        batch_op.drop_index(batch_op.f("ix_definition_change_set_id"))

    op.drop_table("definition")
    with op.batch_alter_table("change_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_item_change_set_id"))

    op.drop_table("change_item")
    with op.batch_alter_table("work_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_order_place_id"))
        batch_op.drop_index(batch_op.f("ix_work_order_path_received_on"))
        batch_op.drop_index(batch_op.f("ix_work_order_handled_on"))

    op.drop_table("work_order")
    op.drop_table("webhook_secret")
    with op.batch_alter_table("snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_snapshot_metric_key_path_period_id"))

    op.drop_table("snapshot")
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_member_id"))
        batch_op.drop_index(batch_op.f("ix_saved_view_entity_member_id"))

    op.drop_table("saved_view")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_place_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_kind_path"))

    op.drop_table("organisation")
    op.drop_table("import_mapping")
    with op.batch_alter_table("grid_post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grid_post_place_id"))
        batch_op.drop_index(batch_op.f("ix_grid_post_path"))

    op.drop_table("grid_post")
    with op.batch_alter_table("dispute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dispute_state_path"))
        batch_op.drop_index(batch_op.f("ix_dispute_place_id"))
        batch_op.drop_index(batch_op.f("ix_dispute_path_raised_on"))

    op.drop_table("dispute")
    with op.batch_alter_table("chart_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_chart_note_path_day"))

    op.drop_table("chart_note")
    with op.batch_alter_table("change_set", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_set_state_id"))
        batch_op.drop_index(batch_op.f("ix_change_set_place_id"))

    op.drop_table("change_set")
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_batch_path_id"))
        batch_op.drop_index(batch_op.f("ix_batch_member_id"))
        batch_op.drop_index(batch_op.f("ix_batch_entity_id"))

    op.drop_table("batch")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_path_ended_at"))
        batch_op.drop_index(
            batch_op.f("ix_alert_metric_key_path"),
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("alert")
    op.drop_table("search_text")
    with op.batch_alter_table("rollup", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rollup_cube_path_day"))

    op.drop_table("rollup")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_webhook_key_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_state_next_at"))

    op.drop_table("delivery")
