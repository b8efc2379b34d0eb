"""The house."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import models.base
import models.secret
from db.append_only import guard

revision = '0001_house'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table('member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('username', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=50), nullable=False),
    sa.Column('password_hash', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('phone', models.secret.Sealed(), nullable=True),
    sa.Column('phone_print', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('token_version', sa.Integer(), nullable=False),
    sa.Column('failed_count', sa.Integer(), nullable=False),
    sa.Column('locked_until', models.base.UtcDateTime(), nullable=True),
    sa.Column('closed_at', models.base.UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member')),
    sa.UniqueConstraint('username', name=op.f('uq_member_username'))
    )
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_member_phone_print'), ['phone_print'], unique=False)

    op.create_table('place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('kind', sa.Enum('district', 'street', 'community', 'compound', 'grid', 'building', 'unit', name='placekind', native_enum=False, length=20), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['parent_id'], ['place.id'], name=op.f('fk_place_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_place')),
    sa.UniqueConstraint('code', name=op.f('uq_place_code')),
    sa.UniqueConstraint('path', name=op.f('uq_place_path'))
    )
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_place_parent_id'), ['parent_id'], unique=False)

    op.create_table('revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('area', sa.Enum('place', 'member', 'roll', 'procedure', 'deliberation', 'agenda', 'notice', 'covenant', name='area', native_enum=False, length=20), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_revision')),
    sa.UniqueConstraint('area', 'place_id', name=op.f('uq_revision_area_place_id'))
    )
    with op.batch_alter_table('revision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_revision_path_area_number'), ['path', 'area', 'number'], unique=False)

    op.create_table('topic_revision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic_revision')),
    sa.UniqueConstraint('topic_id', name=op.f('uq_topic_revision_topic_id'))
    )
    op.create_table('trail_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sqlmodel.sql.sqltypes.AutoString(length=50), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=True),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('about', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('before', sa.JSON(), nullable=True),
    sa.Column('after', sa.JSON(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trail_line'))
    )
    with op.batch_alter_table('trail_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trail_line_about_id'), ['about', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trail_line_actor_id_id'), ['actor_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trail_line_code_id'), ['code', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trail_line_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_trail_line_path_id'), ['path', 'id'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('form', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=20000), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_draft_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index('uq_draft', ['member_id', 'form'], unique=True)

    op.create_table('meeting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.Enum('council', 'bench', 'stool', 'owners', 'branch', name='meetingkind', native_enum=False, length=20), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('venue', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('link', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('announced_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('starts_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('ends_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('due_count', sa.Integer(), nullable=False),
    sa.Column('edit_count', sa.Integer(), nullable=False),
    sa.Column('check_in_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('minutes', sqlmodel.sql.sqltypes.AutoString(length=10000), nullable=False),
    sa.Column('minutes_by', sa.Integer(), nullable=True),
    sa.Column('minutes_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('called_by', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('cancel_reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.ForeignKeyConstraint(['called_by'], ['member.id'], name=op.f('fk_meeting_called_by')),
    sa.ForeignKeyConstraint(['minutes_by'], ['member.id'], name=op.f('fk_meeting_minutes_by')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_meeting_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meeting'))
    )
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_meeting_path'), ['path'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_meeting_starts_at'), ['starts_at'], unique=False)

    op.create_table('owner',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('compound_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('id_number', models.secret.Sealed(), nullable=True),
    sa.Column('id_print', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('phone', models.secret.Sealed(), nullable=True),
    sa.Column('phone_print', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
    sa.Column('developer', sa.Boolean(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['compound_id'], ['place.id'], name=op.f('fk_owner_compound_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_owner_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_owner'))
    )
    with op.batch_alter_table('owner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_owner_compound_id'), ['compound_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_owner_id_print'), ['id_print'], unique=False)
        batch_op.create_index(batch_op.f('ix_owner_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_owner_phone_print'), ['phone_print'], unique=False)

    op.create_table('photo',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('about', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('caption', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_photo_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_photo'))
    )
    with op.batch_alter_table('photo', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_photo_about'), ['about'], unique=False)
        batch_op.create_index(batch_op.f('ix_photo_sha256'), ['sha256'], unique=False)

    op.create_table('procedure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('name_en', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=True),
    sa.Column('summary', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('summary_en', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_procedure_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure')),
    sa.UniqueConstraint('code', name=op.f('uq_procedure_code'))
    )
    with op.batch_alter_table('procedure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_procedure_place_id'), ['place_id'], unique=False)

    op.create_table('reset_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('link_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=True),
    sa.Column('expires_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('used_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['made_by'], ['member.id'], name=op.f('fk_reset_link_made_by')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_reset_link_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reset_link')),
    sa.UniqueConstraint('link_hash', name=op.f('uq_reset_link_link_hash'))
    )
    with op.batch_alter_table('reset_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reset_link_member_id'), ['member_id'], unique=False)

    op.create_table('role_grant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.Enum('resident', 'owner', 'council', 'committee', 'secretary', 'manager', 'grid_worker', 'street_officer', 'auditor', 'administrator', name='role', native_enum=False, length=20), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('granted_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['granted_by'], ['member.id'], name=op.f('fk_role_grant_granted_by')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_role_grant_member_id')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_role_grant_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grant')),
    sa.UniqueConstraint('member_id', 'role', 'place_id', name=op.f('uq_role_grant_member_id_role_place_id'))
    )
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grant_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_grant_place_id'), ['place_id'], unique=False)

    op.create_table('roll_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('compound_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('filename', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('added_count', sa.Integer(), nullable=False),
    sa.Column('changed_count', sa.Integer(), nullable=False),
    sa.Column('same_count', sa.Integer(), nullable=False),
    sa.Column('bad_count', sa.Integer(), nullable=False),
    sa.Column('undone_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['compound_id'], ['place.id'], name=op.f('fk_roll_import_compound_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_roll_import_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roll_import'))
    )
    with op.batch_alter_table('roll_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_roll_import_compound_id'), ['compound_id'], unique=False)

    op.create_table('sign_in_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('cookie_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('token_version', sa.Integer(), nullable=False),
    sa.Column('browser', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('seen_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('revoked_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_sign_in_session_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_session')),
    sa.UniqueConstraint('cookie_hash', name=op.f('uq_sign_in_session_cookie_hash'))
    )
    with op.batch_alter_table('sign_in_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_session_member_id'), ['member_id'], unique=False)

    op.create_table('sign_in_ticket',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('ticket_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('expires_at', models.base.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_sign_in_ticket_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_ticket')),
    sa.UniqueConstraint('ticket_hash', name=op.f('uq_sign_in_ticket_ticket_hash'))
    )
    op.create_table('unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('compound_id', sa.Integer(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('building', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('kind', sa.Enum('home', 'shop', 'parking', name='unitkind', native_enum=False, length=20), nullable=False),
    sa.Column('status', sa.Enum('delivered', 'undelivered', 'unsold', name='unitstatus', native_enum=False, length=20), nullable=False),
    sa.Column('area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('area_source', sa.Enum('register', 'survey', 'contract', name='areasource', native_enum=False, length=20), nullable=False),
    sa.ForeignKeyConstraint(['compound_id'], ['place.id'], name=op.f('fk_unit_compound_id')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_unit_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('compound_id', 'label', name=op.f('uq_unit_compound_id_label')),
    sa.UniqueConstraint('place_id', name=op.f('uq_unit_place_id'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_compound_id'), ['compound_id'], unique=False)

    op.create_table('voting_rule',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('silence', sa.Enum('strict', 'abstain', 'majority', name='silence', native_enum=False, length=20), nullable=False),
    sa.Column('silence_clause', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('parking', sa.Enum('count', 'exclude', name='parking', native_enum=False, length=20), nullable=False),
    sa.Column('parking_clause', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('overlap', sa.Enum('separate', 'merge', name='overlap', native_enum=False, length=20), nullable=False),
    sa.Column('overlap_clause', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('proxy_cap', sa.Integer(), nullable=False),
    sa.Column('notice_days', sa.Integer(), nullable=False),
    sa.Column('city_system', sa.Boolean(), nullable=False),
    sa.Column('names_public', sa.Boolean(), nullable=False),
    sa.Column('procedure_code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_voting_rule_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voting_rule')),
    sa.UniqueConstraint('place_id', name=op.f('uq_voting_rule_place_id'))
    )
    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=50), nullable=False),
    sa.Column('guest', sa.Boolean(), nullable=False),
    sa.Column('by_code', sa.Boolean(), nullable=False),
    sa.Column('entered_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['entered_by'], ['member.id'], name=op.f('fk_attendance_entered_by')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_attendance_meeting_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_attendance_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('meeting_id', 'member_id', name=op.f('uq_attendance_meeting_id_member_id'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('minutes_addition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_minutes_addition_meeting_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_minutes_addition_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes_addition'))
    )
    with op.batch_alter_table('minutes_addition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_minutes_addition_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('ownership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['owner_id'], ['owner.id'], name=op.f('fk_ownership_owner_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_ownership_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ownership')),
    sa.UniqueConstraint('unit_id', 'owner_id', name=op.f('uq_ownership_unit_id_owner_id'))
    )
    with op.batch_alter_table('ownership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ownership_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ownership_unit_id'), ['unit_id'], unique=False)

    op.create_table('procedure_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'published', 'retired', name='versionstate', native_enum=False, length=20), nullable=False),
    sa.Column('edit_count', sa.Integer(), nullable=False),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('published_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('published_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_procedure_version_procedure_id')),
    sa.ForeignKeyConstraint(['published_by'], ['member.id'], name=op.f('fk_procedure_version_published_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure_version')),
    sa.UniqueConstraint('procedure_id', 'number', name=op.f('uq_procedure_version_procedure_id_number'))
    )
    with op.batch_alter_table('procedure_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_procedure_version_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('name_en', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('verb', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('verb_en', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('icon', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('actors', sa.JSON(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('gates', sa.JSON(), nullable=False),
    sa.Column('deadline_days', sa.Integer(), nullable=True),
    sa.Column('on_success', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('on_failure', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('on_expiry', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['procedure_version.id'], name=op.f('fk_step_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step')),
    sa.UniqueConstraint('version_id', 'code', name=op.f('uq_step_version_id_code')),
    sa.UniqueConstraint('version_id', 'position', name=op.f('uq_step_version_id_position'))
    )
    with op.batch_alter_table('step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_step_version_id'), ['version_id'], unique=False)

    op.create_table('topic',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('compound_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('category', sa.Enum('parking', 'lift', 'pets', 'revenue', 'property', 'repair', 'safety', 'green', 'care', 'other', name='category', native_enum=False, length=20), nullable=False),
    sa.Column('proposer_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('open', 'done', 'declined', 'merged', 'withdrawn', 'closed', 'failed', 'expired', name='topicstate', native_enum=False, length=20), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('step_code', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('step_since', models.base.UtcDateTime(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('due_provisional', sa.Boolean(), nullable=False),
    sa.Column('wake_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('standing', sa.JSON(), nullable=False),
    sa.Column('waits_for', sa.JSON(), nullable=False),
    sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['compound_id'], ['place.id'], name=op.f('fk_topic_compound_id')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['topic.id'], name=op.f('fk_topic_merged_into_id')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_topic_place_id')),
    sa.ForeignKeyConstraint(['proposer_id'], ['member.id'], name=op.f('fk_topic_proposer_id')),
    sa.ForeignKeyConstraint(['version_id'], ['procedure_version.id'], name=op.f('fk_topic_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic'))
    )
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_compound_id'), ['compound_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_path_version_id_state_step_code'), ['path', 'version_id', 'state', 'step_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_proposer_id'), ['proposer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_state_wake_at'), ['state', 'wake_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_step_code_state_path_version_id_category_due_on_id'), ['step_code', 'state', 'path', 'version_id', 'category', 'due_on', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_version_id'), ['version_id'], unique=False)

    op.create_table('agenda_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('days_needed', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.Enum('proceed', 'again', name='meetingoutcome', native_enum=False, length=20), nullable=True),
    sa.Column('conclusion', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_agenda_item_meeting_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_agenda_item_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item')),
    sa.UniqueConstraint('meeting_id', 'topic_id', name=op.f('uq_agenda_item_meeting_id_topic_id'))
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_item_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_agenda_item_topic_id'), ['topic_id'], unique=False)

    op.create_table('approval',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('step_code', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('gate', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('approved', sa.Boolean(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_approval_member_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_approval_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval')),
    sa.UniqueConstraint('topic_id', 'step_code', 'round', 'gate', 'member_id', name=op.f('uq_approval_topic_id_step_code_round_gate_member_id'))
    )
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_approval_topic_id'), ['topic_id'], unique=False)

    op.create_table('benefit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('summary', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('delivered_by', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('households', sa.Integer(), nullable=False),
    sa.Column('cost_fen', sa.BigInteger(), nullable=False),
    sa.Column('published_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['published_by'], ['member.id'], name=op.f('fk_benefit_published_by')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_benefit_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_benefit')),
    sa.UniqueConstraint('topic_id', name=op.f('uq_benefit_topic_id'))
    )
    with op.batch_alter_table('benefit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_benefit_path'), ['path'], unique=False)

    op.create_table('covenant',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
    sa.Column('in_force_on', sa.Date(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('replaces_id', sa.Integer(), nullable=True),
    sa.Column('entered_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['entered_by'], ['member.id'], name=op.f('fk_covenant_entered_by')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_covenant_place_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['covenant.id'], name=op.f('fk_covenant_replaces_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_covenant_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_covenant'))
    )
    with op.batch_alter_table('covenant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_covenant_path'), ['path'], unique=False)
        batch_op.create_index(batch_op.f('ix_covenant_place_id'), ['place_id'], unique=False)

    op.create_table('endorsement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('household', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('text_number', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_endorsement_member_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_endorsement_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_endorsement')),
    sa.UniqueConstraint('topic_id', 'member_id', name=op.f('uq_endorsement_topic_id_member_id'))
    )
    with op.batch_alter_table('endorsement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_endorsement_member_id_topic_id'), ['member_id', 'topic_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_endorsement_topic_id'), ['topic_id'], unique=False)

    op.create_table('motion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('question', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('text_number', sa.Integer(), nullable=False),
    sa.Column('regime', sa.Enum('advisory', 'residents', 'owners', 'committee', 'unanimity', name='regime', native_enum=False, length=20), nullable=False),
    sa.Column('matter', sa.Integer(), nullable=True),
    sa.Column('binding', sa.Enum('binding', 'advisory', 'imported', name='binding', native_enum=False, length=20), nullable=False),
    sa.Column('silence', sa.Enum('strict', 'abstain', 'majority', name='silence', native_enum=False, length=20), nullable=False),
    sa.Column('silence_clause', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('parking', sa.Enum('count', 'exclude', name='parking', native_enum=False, length=20), nullable=False),
    sa.Column('parking_clause', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('overlap', sa.Enum('separate', 'merge', name='overlap', native_enum=False, length=20), nullable=False),
    sa.Column('overlap_clause', sqlmodel.sql.sqltypes.AutoString(length=400), nullable=False),
    sa.Column('proxy_cap', sa.Integer(), nullable=False),
    sa.Column('scope_path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('buildings', sa.JSON(), nullable=False),
    sa.Column('announced_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('opens_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('closes_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('state', sa.Enum('announced', 'open', 'passed', 'failed', 'withdrawn', name='motionstate', native_enum=False, length=20), nullable=False),
    sa.Column('names_public', sa.Boolean(), nullable=False),
    sa.Column('total_heads', sa.Integer(), nullable=False),
    sa.Column('total_area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('roll_hash', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('totals', sa.JSON(), nullable=True),
    sa.Column('put_by', sa.Integer(), nullable=False),
    sa.Column('decided_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('result', sa.JSON(), nullable=True),
    sa.Column('document', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.ForeignKeyConstraint(['put_by'], ['member.id'], name=op.f('fk_motion_put_by')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_motion_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_motion'))
    )
    with op.batch_alter_table('motion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_motion_path_decided_at_id'), ['path', 'decided_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_motion_state_closes_at'), ['state', 'closes_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_motion_topic_id'), ['topic_id'], unique=False)

    op.create_table('rating',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('household', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_rating_member_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_rating_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rating')),
    sa.UniqueConstraint('topic_id', 'round', 'member_id', name=op.f('uq_rating_topic_id_round_member_id'))
    )
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rating_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_rating_topic_id'), ['topic_id'], unique=False)

    op.create_table('statement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=140), nullable=False),
    sa.Column('hidden_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_statement_author_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_statement_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement'))
    )
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_statement_topic_id'), ['topic_id'], unique=False)

    op.create_table('step_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('step_code', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('step_name', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('left_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['actor_id'], ['member.id'], name=op.f('fk_step_entry_actor_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_step_entry_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step_entry'))
    )
    with op.batch_alter_table('step_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_step_entry_topic_id'), ['topic_id'], unique=False)

    op.create_table('step_form',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('step_code', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_step_form_member_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_step_form_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step_form')),
    sa.UniqueConstraint('topic_id', 'step_code', 'round', name=op.f('uq_step_form_topic_id_step_code_round'))
    )
    with op.batch_alter_table('step_form', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_step_form_topic_id'), ['topic_id'], unique=False)

    op.create_table('task',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('doer', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('budget_fen', sa.BigInteger(), nullable=False),
    sa.Column('cost_fen', sa.BigInteger(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['set_by'], ['member.id'], name=op.f('fk_task_set_by')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_task_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task'))
    )
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_topic_id'), ['topic_id'], unique=False)

    op.create_table('topic_gram',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('gram', sqlmodel.sql.sqltypes.AutoString(length=4), nullable=False),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_topic_gram_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic_gram'))
    )
    with op.batch_alter_table('topic_gram', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_gram_gram_topic_id'), ['gram', 'topic_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_topic_gram_topic_id'), ['topic_id'], unique=False)

    op.create_table('topic_text',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(length=5000), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('frozen_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['member.id'], name=op.f('fk_topic_text_author_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_topic_text_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_topic_text')),
    sa.UniqueConstraint('topic_id', 'number', name=op.f('uq_topic_text_topic_id_number'))
    )
    with op.batch_alter_table('topic_text', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_topic_text_topic_id'), ['topic_id'], unique=False)

    op.create_table('work_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('reported_by', sa.Integer(), nullable=False),
    sa.Column('reported_at', models.base.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['reported_by'], ['member.id'], name=op.f('fk_work_report_reported_by')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_work_report_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_report')),
    sa.UniqueConstraint('topic_id', 'round', name=op.f('uq_work_report_topic_id_round'))
    )
    with op.batch_alter_table('work_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_report_topic_id'), ['topic_id'], unique=False)

    op.create_table('moderation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('hidden', sa.Boolean(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_moderation_member_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_moderation_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moderation'))
    )
    with op.batch_alter_table('moderation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_moderation_statement_id'), ['statement_id'], unique=False)

    op.create_table('notice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('kind', sa.Enum('motion', 'result', 'meeting', 'decision', name='noticekind', native_enum=False, length=20), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=True),
    sa.Column('motion_id', sa.Integer(), nullable=True),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('posted_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('posted_until', models.base.UtcDateTime(), nullable=False),
    sa.Column('posted_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_notice_motion_id')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_notice_place_id')),
    sa.ForeignKeyConstraint(['posted_by'], ['member.id'], name=op.f('fk_notice_posted_by')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_notice_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notice')),
    sa.UniqueConstraint('code', name=op.f('uq_notice_code'))
    )
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_notice_path'), ['path'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_place_id'), ['place_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_notice_topic_id'), ['topic_id'], unique=False)

    op.create_table('statement_vote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('stance', sa.Enum('agree', 'disagree', 'pass', name='stance', native_enum=False, length=20), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_statement_vote_member_id')),
    sa.ForeignKeyConstraint(['statement_id'], ['statement.id'], name=op.f('fk_statement_vote_statement_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement_vote')),
    sa.UniqueConstraint('statement_id', 'member_id', name=op.f('uq_statement_vote_statement_id_member_id'))
    )
    with op.batch_alter_table('statement_vote', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_statement_vote_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_statement_vote_statement_id'), ['statement_id'], unique=False)

    op.create_table('task_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('task_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_task_note_member_id')),
    sa.ForeignKeyConstraint(['task_id'], ['task.id'], name=op.f('fk_task_note_task_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_task_note'))
    )
    with op.batch_alter_table('task_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_task_note_task_id'), ['task_id'], unique=False)

    op.create_table('voter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=160), nullable=False),
    sa.Column('area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('developer', sa.Boolean(), nullable=False),
    sa.Column('unit_count', sa.Integer(), nullable=False),
    sa.Column('delivered_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_voter_motion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voter')),
    sa.UniqueConstraint('motion_id', 'head', name=op.f('uq_voter_motion_id_head'))
    )
    op.create_table('ballot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('voter_id', sa.Integer(), nullable=False),
    sa.Column('choice', sa.Enum('for', 'against', 'abstain', name='choice', native_enum=False, length=20), nullable=False),
    sa.Column('channel', sa.Enum('online', 'paper', 'proxy', name='channel', native_enum=False, length=20), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('document', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('receipt', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('replaced_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_ballot_member_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_ballot_motion_id')),
    sa.ForeignKeyConstraint(['voter_id'], ['voter.id'], name=op.f('fk_ballot_voter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot')),
    sa.UniqueConstraint('receipt', name=op.f('uq_ballot_receipt'))
    )
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ballot_motion_id'), ['motion_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ballot_voter_id'), ['voter_id'], unique=False)
        batch_op.create_index('uq_ballot_current', ['voter_id'], unique=True, sqlite_where=sa.text('replaced_at IS NULL'), postgresql_where=sa.text('replaced_at IS NULL'))

    op.create_table('proxy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('voter_id', sa.Integer(), nullable=False),
    sa.Column('holder', sqlmodel.sql.sqltypes.AutoString(length=50), nullable=False),
    sa.Column('holder_member_id', sa.Integer(), nullable=True),
    sa.Column('instruction', sa.Enum('for', 'against', 'abstain', name='choice', native_enum=False, length=20), nullable=True),
    sa.Column('document', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['holder_member_id'], ['member.id'], name=op.f('fk_proxy_holder_member_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_proxy_motion_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['member.id'], name=op.f('fk_proxy_recorded_by')),
    sa.ForeignKeyConstraint(['voter_id'], ['voter.id'], name=op.f('fk_proxy_voter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proxy')),
    sa.UniqueConstraint('voter_id', name=op.f('uq_proxy_voter_id'))
    )
    with op.batch_alter_table('proxy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proxy_holder_member_id'), ['holder_member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_proxy_motion_id'), ['motion_id'], unique=False)

    op.create_table('voter_owner',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('voter_id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_voter_owner_motion_id')),
    sa.ForeignKeyConstraint(['voter_id'], ['voter.id'], name=op.f('fk_voter_owner_voter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voter_owner')),
    sa.UniqueConstraint('voter_id', 'owner_id', name=op.f('uq_voter_owner_voter_id_owner_id'))
    )
    with op.batch_alter_table('voter_owner', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_voter_owner_motion_id'), ['motion_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_voter_owner_owner_id'), ['owner_id'], unique=False)

    op.create_table('voter_unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('voter_id', sa.Integer(), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('building', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('delivered_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('delivery', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('delivered_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['delivered_by'], ['member.id'], name=op.f('fk_voter_unit_delivered_by')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_voter_unit_motion_id')),
    sa.ForeignKeyConstraint(['voter_id'], ['voter.id'], name=op.f('fk_voter_unit_voter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voter_unit')),
    sa.UniqueConstraint('motion_id', 'label', name=op.f('uq_voter_unit_motion_id_label'))
    )
    with op.batch_alter_table('voter_unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_voter_unit_motion_id_building'), ['motion_id', 'building'], unique=False)
        batch_op.create_index(batch_op.f('ix_voter_unit_voter_id'), ['voter_id'], unique=False)
    for table in ("trail_line", "notice"):
        guard(op.get_bind(), table)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table('voter_unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_voter_unit_voter_id'))
        batch_op.drop_index(batch_op.f('ix_voter_unit_motion_id_building'))

    op.drop_table('voter_unit')
    with op.batch_alter_table('voter_owner', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_voter_owner_owner_id'))
        batch_op.drop_index(batch_op.f('ix_voter_owner_motion_id'))

    op.drop_table('voter_owner')
    with op.batch_alter_table('proxy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proxy_motion_id'))
        batch_op.drop_index(batch_op.f('ix_proxy_holder_member_id'))

    op.drop_table('proxy')
    with op.batch_alter_table('ballot', schema=None) as batch_op:
        batch_op.drop_index('uq_ballot_current', sqlite_where=sa.text('replaced_at IS NULL'), postgresql_where=sa.text('replaced_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_ballot_voter_id'))
        batch_op.drop_index(batch_op.f('ix_ballot_motion_id'))

    op.drop_table('ballot')
    op.drop_table('voter')
    with op.batch_alter_table('task_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_note_task_id'))

    op.drop_table('task_note')
    with op.batch_alter_table('statement_vote', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_vote_statement_id'))
        batch_op.drop_index(batch_op.f('ix_statement_vote_member_id'))

    op.drop_table('statement_vote')
    with op.batch_alter_table('notice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_notice_topic_id'))
        batch_op.drop_index(batch_op.f('ix_notice_place_id'))
        batch_op.drop_index(batch_op.f('ix_notice_path'))

    op.drop_table('notice')
    with op.batch_alter_table('moderation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_moderation_statement_id'))

    op.drop_table('moderation')
    with op.batch_alter_table('work_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_work_report_topic_id'))

    op.drop_table('work_report')
    with op.batch_alter_table('topic_text', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_text_topic_id'))

    op.drop_table('topic_text')
    with op.batch_alter_table('topic_gram', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_gram_topic_id'))
        batch_op.drop_index(batch_op.f('ix_topic_gram_gram_topic_id'))

    op.drop_table('topic_gram')
    with op.batch_alter_table('task', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_task_topic_id'))

    op.drop_table('task')
    with op.batch_alter_table('step_form', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_step_form_topic_id'))

    op.drop_table('step_form')
    with op.batch_alter_table('step_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_step_entry_topic_id'))

    op.drop_table('step_entry')
    with op.batch_alter_table('statement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_statement_topic_id'))
        batch_op.drop_index(batch_op.f('ix_statement_author_id'))

    op.drop_table('statement')
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rating_topic_id'))
        batch_op.drop_index(batch_op.f('ix_rating_member_id'))

    op.drop_table('rating')
    with op.batch_alter_table('motion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_motion_topic_id'))
        batch_op.drop_index(batch_op.f('ix_motion_state_closes_at'))
        batch_op.drop_index(batch_op.f('ix_motion_path_decided_at_id'))

    op.drop_table('motion')
    with op.batch_alter_table('endorsement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_endorsement_topic_id'))
        batch_op.drop_index(batch_op.f('ix_endorsement_member_id_topic_id'))

    op.drop_table('endorsement')
    with op.batch_alter_table('covenant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_covenant_place_id'))
        batch_op.drop_index(batch_op.f('ix_covenant_path'))

    op.drop_table('covenant')
    with op.batch_alter_table('benefit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_benefit_path'))

    op.drop_table('benefit')
    with op.batch_alter_table('approval', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_approval_topic_id'))

    op.drop_table('approval')
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_item_topic_id'))
        batch_op.drop_index(batch_op.f('ix_agenda_item_meeting_id'))

    op.drop_table('agenda_item')
    with op.batch_alter_table('topic', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_topic_version_id'))
        batch_op.drop_index(batch_op.f('ix_topic_step_code_state_path_version_id_category_due_on_id'))
        batch_op.drop_index(batch_op.f('ix_topic_state_wake_at'))
        batch_op.drop_index(batch_op.f('ix_topic_proposer_id'))
        batch_op.drop_index(batch_op.f('ix_topic_place_id'))
        batch_op.drop_index(batch_op.f('ix_topic_path_version_id_state_step_code'))
        batch_op.drop_index(batch_op.f('ix_topic_compound_id'))

    op.drop_table('topic')
    with op.batch_alter_table('step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_step_version_id'))

    op.drop_table('step')
    with op.batch_alter_table('procedure_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_procedure_version_procedure_id'))

    op.drop_table('procedure_version')
    with op.batch_alter_table('ownership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ownership_unit_id'))
        batch_op.drop_index(batch_op.f('ix_ownership_owner_id'))

    op.drop_table('ownership')
    with op.batch_alter_table('minutes_addition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_minutes_addition_meeting_id'))

    op.drop_table('minutes_addition')
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attendance_meeting_id'))

    op.drop_table('attendance')
    op.drop_table('voting_rule')
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_compound_id'))

    op.drop_table('unit')
    op.drop_table('sign_in_ticket')
    with op.batch_alter_table('sign_in_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_session_member_id'))

    op.drop_table('sign_in_session')
    with op.batch_alter_table('roll_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_roll_import_compound_id'))

    op.drop_table('roll_import')
    with op.batch_alter_table('role_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grant_place_id'))
        batch_op.drop_index(batch_op.f('ix_role_grant_member_id'))

    op.drop_table('role_grant')
    with op.batch_alter_table('reset_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reset_link_member_id'))

    op.drop_table('reset_link')
    with op.batch_alter_table('procedure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_procedure_place_id'))

    op.drop_table('procedure')
    with op.batch_alter_table('photo', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_photo_sha256'))
        batch_op.drop_index(batch_op.f('ix_photo_about'))

    op.drop_table('photo')
    with op.batch_alter_table('owner', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_owner_phone_print'))
        batch_op.drop_index(batch_op.f('ix_owner_member_id'))
        batch_op.drop_index(batch_op.f('ix_owner_id_print'))
        batch_op.drop_index(batch_op.f('ix_owner_compound_id'))

    op.drop_table('owner')
    with op.batch_alter_table('meeting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_meeting_starts_at'))
        batch_op.drop_index(batch_op.f('ix_meeting_place_id'))
        batch_op.drop_index(batch_op.f('ix_meeting_path'))

    op.drop_table('meeting')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index('uq_draft')

    op.drop_table('draft')
    with op.batch_alter_table('trail_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trail_line_path_id'))
        batch_op.drop_index(batch_op.f('ix_trail_line_created_at'))
        batch_op.drop_index(batch_op.f('ix_trail_line_code_id'))
        batch_op.drop_index(batch_op.f('ix_trail_line_actor_id_id'))
        batch_op.drop_index(batch_op.f('ix_trail_line_about_id'))

    op.drop_table('trail_line')
    op.drop_table('topic_revision')
    with op.batch_alter_table('revision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_revision_path_area_number'))

    op.drop_table('revision')
    with op.batch_alter_table('place', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_place_parent_id'))

    op.drop_table('place')
    with op.batch_alter_table('member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_member_phone_print'))

    op.drop_table('member')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS refuse_change")
