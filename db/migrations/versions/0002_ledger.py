"""The ledger."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

import models.base
import models.secret
from db.append_only import guard

revision = '0002_ledger'
down_revision = '0001_house'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table('jurisdiction',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('law', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jurisdiction')),
    sa.UniqueConstraint('code', 'version', name=op.f('uq_jurisdiction_code_version'))
    )
    op.create_table('book',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('origin', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('jurisdiction', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('period_months', sa.Integer(), nullable=False),
    sa.Column('entry_count', sa.Integer(), nullable=False),
    sa.Column('leaf_count', sa.Integer(), nullable=False),
    sa.Column('opened_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['opened_by'], ['member.id'], name=op.f('fk_book_opened_by')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_book_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_book')),
    sa.UniqueConstraint('code', name=op.f('uq_book_code')),
    sa.UniqueConstraint('origin', name=op.f('uq_book_origin')),
    sa.UniqueConstraint('place_id', name=op.f('uq_book_place_id'))
    )
    with op.batch_alter_table('book', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_book_path'), ['path'], unique=False)

    op.create_table('claim',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('place_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('kind', sa.Enum('room', 'site', 'sum', name='claimkind', native_enum=False, length=20), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('debtor', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('evidence', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('doer', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('found', 'verified', 'negotiating', 'legal', 'recovered', 'dropped', name='claimstate', native_enum=False, length=20), nullable=False),
    sa.Column('recovered_area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('recovered_fen', sa.BigInteger(), nullable=False),
    sa.Column('recovered_on', sa.Date(), nullable=True),
    sa.Column('kept_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['kept_by'], ['member.id'], name=op.f('fk_claim_kept_by')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_claim_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim'))
    )
    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claim_path_state'), ['path', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_claim_place_id'), ['place_id'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('fund', sa.Enum('revenue', 'maintenance', 'held', name='fund', native_enum=False, length=20), nullable=False),
    sa.Column('kind', sa.Enum('asset', 'equity', 'income', 'cost', 'expense', 'transfer', name='accountkind', native_enum=False, length=20), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('name_en', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('closed_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_account_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('book_id', 'code', name=op.f('uq_account_book_id_code'))
    )
    op.create_table('audit_petition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('begun_by', sa.Integer(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('total_heads', sa.Integer(), nullable=False),
    sa.Column('total_area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('reached_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.ForeignKeyConstraint(['begun_by'], ['member.id'], name=op.f('fk_audit_petition_begun_by')),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_audit_petition_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_petition'))
    )
    with op.batch_alter_table('audit_petition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_petition_book_id'), ['book_id'], unique=False)

    op.create_table('claim_note',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('claim_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('found', 'verified', 'negotiating', 'legal', 'recovered', 'dropped', name='claimstate', native_enum=False, length=20), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_claim_note_claim_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_claim_note_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claim_note'))
    )
    with op.batch_alter_table('claim_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claim_note_claim_id'), ['claim_id'], unique=False)

    op.create_table('leaf',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('index', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('book', 'account', 'entry', 'voucher', 'statement', 'key', 'period', name='leafkind', native_enum=False, length=20), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_leaf_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leaf')),
    sa.UniqueConstraint('book_id', 'index', name=op.f('uq_leaf_book_id_index'))
    )
    op.create_table('log_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('role', sa.Enum('log', 'witness', name='keyrole', native_enum=False, length=20), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=True),
    sa.Column('place_id', sa.Integer(), nullable=True),
    sa.Column('verifier', sqlmodel.sql.sqltypes.AutoString(length=240), nullable=False),
    sa.Column('private', models.secret.Sealed(), nullable=True),
    sa.Column('retired_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_log_key_book_id')),
    sa.ForeignKeyConstraint(['place_id'], ['place.id'], name=op.f('fk_log_key_place_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_log_key'))
    )
    with op.batch_alter_table('log_key', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_log_key_book_id_role'), ['book_id', 'role'], unique=False)
        batch_op.create_index(batch_op.f('ix_log_key_place_id_role'), ['place_id', 'role'], unique=False)

    op.create_table('node',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('index', sa.Integer(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_node_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_node')),
    sa.UniqueConstraint('book_id', 'level', 'index', name=op.f('uq_node_book_id_level_index'))
    )
    op.create_table('party',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('firm', 'person', name='partykind', native_enum=False, length=20), nullable=False),
    sa.Column('shown', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('mark', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('name', models.secret.Sealed(), nullable=True),
    sa.Column('salt', models.secret.Sealed(), nullable=True),
    sa.Column('commitment', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_party_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party')),
    sa.UniqueConstraint('book_id', 'kind', 'mark', name=op.f('uq_party_book_id_kind_mark'))
    )
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_book_id_shown'), ['book_id', 'shown'], unique=False)

    op.create_table('period',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('closed_at', models.base.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_period_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_period')),
    sa.UniqueConstraint('book_id', 'number', name=op.f('uq_period_book_id_number')),
    sa.UniqueConstraint('book_id', 'starts_on', name=op.f('uq_period_book_id_starts_on'))
    )
    op.create_table('voucher',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('kind', sa.Enum('jpg', 'png', 'pdf', 'ofd', name='voucherkind', native_enum=False, length=20), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('added_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['added_by'], ['member.id'], name=op.f('fk_voucher_added_by')),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_voucher_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voucher')),
    sa.UniqueConstraint('book_id', 'sha256', name=op.f('uq_voucher_book_id_sha256'))
    )
    op.create_table('bank_account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('bank', sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
    sa.Column('number', models.secret.Sealed(), nullable=True),
    sa.Column('shown', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('layout', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('mapping', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_bank_account_account_id')),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_bank_account_book_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_account')),
    sa.UniqueConstraint('account_id', name=op.f('uq_bank_account_account_id'))
    )
    with op.batch_alter_table('bank_account', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_account_book_id'), ['book_id'], unique=False)

    op.create_table('checkpoint',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('root', sa.LargeBinary(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('key_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_checkpoint_book_id')),
    sa.ForeignKeyConstraint(['key_id'], ['log_key.id'], name=op.f('fk_checkpoint_key_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checkpoint')),
    sa.UniqueConstraint('book_id', 'size', name=op.f('uq_checkpoint_book_id_size'))
    )
    op.create_table('period_act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('closed', 'reopening_asked', 'reopened', 'reopening_refused', name='periodactkind', native_enum=False, length=20), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('asked_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['asked_id'], ['period_act.id'], name=op.f('fk_period_act_asked_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_period_act_member_id')),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_period_act_period_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_period_act'))
    )
    with op.batch_alter_table('period_act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_period_act_period_id'), ['period_id'], unique=False)

    op.create_table('petition_signature',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('petition_id', sa.Integer(), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('area_cm2', sa.BigInteger(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_petition_signature_member_id')),
    sa.ForeignKeyConstraint(['petition_id'], ['audit_petition.id'], name=op.f('fk_petition_signature_petition_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_petition_signature')),
    sa.UniqueConstraint('petition_id', 'head', name=op.f('uq_petition_signature_petition_id_head'))
    )
    op.create_table('public_copy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('voucher_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('kind', sa.Enum('jpg', 'png', 'pdf', 'ofd', name='voucherkind', native_enum=False, length=20), nullable=False),
    sa.Column('box_count', sa.Integer(), nullable=False),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['member.id'], name=op.f('fk_public_copy_made_by')),
    sa.ForeignKeyConstraint(['voucher_id'], ['voucher.id'], name=op.f('fk_public_copy_voucher_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_copy'))
    )
    with op.batch_alter_table('public_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_public_copy_voucher_id_id'), ['voucher_id', 'id'], unique=False)

    op.create_table('turnover',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('debit_fen', sa.BigInteger(), nullable=False),
    sa.Column('credit_fen', sa.BigInteger(), nullable=False),
    sa.Column('line_count', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_turnover_account_id')),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_turnover_period_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_turnover')),
    sa.UniqueConstraint('period_id', 'account_id', name=op.f('uq_turnover_period_id_account_id'))
    )
    with op.batch_alter_table('turnover', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_turnover_account_id'), ['account_id'], unique=False)

    op.create_table('bank_balance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('bank_account_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('balance_fen', sa.BigInteger(), nullable=False),
    sa.Column('document', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['bank_account_id'], ['bank_account.id'], name=op.f('fk_bank_balance_bank_account_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['member.id'], name=op.f('fk_bank_balance_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_balance'))
    )
    with op.batch_alter_table('bank_balance', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_balance_bank_account_id_day'), ['bank_account_id', 'day'], unique=False)

    op.create_table('bank_import',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('bank_account_id', sa.Integer(), nullable=False),
    sa.Column('filename', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('layout', sqlmodel.sql.sqltypes.AutoString(length=30), nullable=False),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('added_count', sa.Integer(), nullable=False),
    sa.Column('in_fen', sa.BigInteger(), nullable=False),
    sa.Column('out_fen', sa.BigInteger(), nullable=False),
    sa.Column('first_on', sa.Date(), nullable=True),
    sa.Column('last_on', sa.Date(), nullable=True),
    sa.Column('closing_fen', sa.BigInteger(), nullable=True),
    sa.Column('imported_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['bank_account_id'], ['bank_account.id'], name=op.f('fk_bank_import_bank_account_id')),
    sa.ForeignKeyConstraint(['imported_by'], ['member.id'], name=op.f('fk_bank_import_imported_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_import'))
    )
    with op.batch_alter_table('bank_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_import_bank_account_id'), ['bank_account_id'], unique=False)

    op.create_table('cosignature',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('checkpoint_id', sa.Integer(), nullable=False),
    sa.Column('key_id', sa.Integer(), nullable=False),
    sa.Column('line', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['checkpoint_id'], ['checkpoint.id'], name=op.f('fk_cosignature_checkpoint_id')),
    sa.ForeignKeyConstraint(['key_id'], ['log_key.id'], name=op.f('fk_cosignature_key_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_cosignature_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cosignature')),
    sa.UniqueConstraint('checkpoint_id', 'key_id', name=op.f('uq_cosignature_checkpoint_id_key_id'))
    )
    op.create_table('bank_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('bank_account_id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('serial', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', models.base.UtcDateTime(), nullable=True),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('balance_fen', sa.BigInteger(), nullable=True),
    sa.Column('party', models.secret.Sealed(), nullable=True),
    sa.Column('summary', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('set_aside', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.ForeignKeyConstraint(['bank_account_id'], ['bank_account.id'], name=op.f('fk_bank_line_bank_account_id')),
    sa.ForeignKeyConstraint(['import_id'], ['bank_import.id'], name=op.f('fk_bank_line_import_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_line')),
    sa.UniqueConstraint('bank_account_id', 'serial', name=op.f('uq_bank_line_bank_account_id_serial'))
    )
    with op.batch_alter_table('bank_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bank_line_bank_account_id_day_id'), ['bank_account_id', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bank_line_import_id'), ['import_id'], unique=False)

    op.create_table('contract',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=False),
    sa.Column('spot', sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('remind_days', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'active', 'ended', name='contractstate', native_enum=False, length=20), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=True),
    sa.Column('decision_note', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('found_hidden', sa.Boolean(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('renews_id', sa.Integer(), nullable=True),
    sa.Column('kept_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_contract_book_id')),
    sa.ForeignKeyConstraint(['kept_by'], ['member.id'], name=op.f('fk_contract_kept_by')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_contract_motion_id')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_contract_party_id')),
    sa.ForeignKeyConstraint(['renews_id'], ['contract.id'], name=op.f('fk_contract_renews_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contract')),
    sa.UniqueConstraint('book_id', 'number', name=op.f('uq_contract_book_id_number'))
    )
    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contract_book_id_state'), ['book_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_path'), ['path'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_renews_id'), ['renews_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_contract_state_ends_on'), ['state', 'ends_on'], unique=False)

    op.create_table('distribution',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('basis', sa.Enum('area', 'household', 'agreed', name='basis', native_enum=False, length=20), nullable=False),
    sa.Column('total_fen', sa.BigInteger(), nullable=False),
    sa.Column('fund_fen', sa.BigInteger(), nullable=False),
    sa.Column('agreed_note', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'decided', 'done', 'withdrawn', name='distributionstate', native_enum=False, length=20), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('made_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_distribution_book_id')),
    sa.ForeignKeyConstraint(['made_by'], ['member.id'], name=op.f('fk_distribution_made_by')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_distribution_motion_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_distribution'))
    )
    with op.batch_alter_table('distribution', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_distribution_book_id_state'), ['book_id', 'state'], unique=False)

    op.create_table('spending',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('topic_id', sa.Integer(), nullable=False),
    sa.Column('use', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('payee', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('asked_fen', sa.BigInteger(), nullable=False),
    sa.Column('decided_fen', sa.BigInteger(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.Enum('walking', 'approved', 'refused', 'settled', 'withdrawn', name='spendingstate', native_enum=False, length=20), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['member.id'], name=op.f('fk_spending_asked_by')),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_spending_book_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_spending_motion_id')),
    sa.ForeignKeyConstraint(['topic_id'], ['topic.id'], name=op.f('fk_spending_topic_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_spending')),
    sa.UniqueConstraint('topic_id', name=op.f('uq_spending_topic_id'))
    )
    with op.batch_alter_table('spending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_spending_book_id_state'), ['book_id', 'state'], unique=False)

    op.create_table('standing_authorisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
    sa.Column('use', sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('each_fen', sa.BigInteger(), nullable=False),
    sa.Column('period_fen', sa.BigInteger(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('motion_id', sa.Integer(), nullable=False),
    sa.Column('ended_reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('recorded_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_standing_authorisation_book_id')),
    sa.ForeignKeyConstraint(['motion_id'], ['motion.id'], name=op.f('fk_standing_authorisation_motion_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['member.id'], name=op.f('fk_standing_authorisation_recorded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standing_authorisation'))
    )
    with op.batch_alter_table('standing_authorisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standing_authorisation_book_id'), ['book_id'], unique=False)

    op.create_table('disclosure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('sha256', sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
    sa.Column('leaf_index', sa.Integer(), nullable=False),
    sa.Column('checkpoint_id', sa.Integer(), nullable=False),
    sa.Column('notice_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('posted_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('posted_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_disclosure_book_id')),
    sa.ForeignKeyConstraint(['checkpoint_id'], ['checkpoint.id'], name=op.f('fk_disclosure_checkpoint_id')),
    sa.ForeignKeyConstraint(['notice_id'], ['notice.id'], name=op.f('fk_disclosure_notice_id')),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_disclosure_period_id')),
    sa.ForeignKeyConstraint(['posted_by'], ['member.id'], name=op.f('fk_disclosure_posted_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disclosure')),
    sa.UniqueConstraint('period_id', 'version', name=op.f('uq_disclosure_period_id_version'))
    )
    with op.batch_alter_table('disclosure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disclosure_book_id'), ['book_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disclosure_path_posted_at'), ['path', 'posted_at'], unique=False)

    op.create_table('entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('opening', 'receipt', 'payment', 'transfer', 'reversal', name='entrykind', native_enum=False, length=20), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('head', sqlmodel.sql.sqltypes.AutoString(length=10), nullable=False),
    sa.Column('fund', sa.Enum('revenue', 'maintenance', 'held', name='fund', native_enum=False, length=20), nullable=True),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=True),
    sa.Column('purpose', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.Column('document', sa.String(length=60).with_variant(sa.String(length=60, collation='C'), 'postgresql'), nullable=False),
    sa.Column('voucher_count', sa.Integer(), nullable=False),
    sa.Column('no_voucher_reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('contract_id', sa.Integer(), nullable=True),
    sa.Column('claim_id', sa.Integer(), nullable=True),
    sa.Column('spending_id', sa.Integer(), nullable=True),
    sa.Column('standing_id', sa.Integer(), nullable=True),
    sa.Column('distribution_id', sa.Integer(), nullable=True),
    sa.Column('reverses_id', sa.Integer(), nullable=True),
    sa.Column('posted_by', sa.Integer(), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=False),
    sa.Column('leaf_index', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['member.id'], name=op.f('fk_entry_approved_by')),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_entry_book_id')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.id'], name=op.f('fk_entry_claim_id')),
    sa.ForeignKeyConstraint(['contract_id'], ['contract.id'], name=op.f('fk_entry_contract_id')),
    sa.ForeignKeyConstraint(['distribution_id'], ['distribution.id'], name=op.f('fk_entry_distribution_id')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_entry_party_id')),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_entry_period_id')),
    sa.ForeignKeyConstraint(['posted_by'], ['member.id'], name=op.f('fk_entry_posted_by')),
    sa.ForeignKeyConstraint(['reverses_id'], ['entry.id'], name=op.f('fk_entry_reverses_id')),
    sa.ForeignKeyConstraint(['spending_id'], ['spending.id'], name=op.f('fk_entry_spending_id')),
    sa.ForeignKeyConstraint(['standing_id'], ['standing_authorisation.id'], name=op.f('fk_entry_standing_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry')),
    sa.UniqueConstraint('book_id', 'number', name=op.f('uq_entry_book_id_number'))
    )
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_book_id_amount_fen_id'), ['book_id', 'amount_fen', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_book_id_day_id'), ['book_id', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_book_id_document_id'), ['book_id', 'document', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_book_id_fund_day_id'), ['book_id', 'fund', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_book_id_head_day_id'), ['book_id', 'head', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_book_id_kind_day_id'), ['book_id', 'kind', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_claim_id'), ['claim_id'], unique=False, sqlite_where=sa.text('claim_id IS NOT NULL'), postgresql_where=sa.text('claim_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_entry_contract_id'), ['contract_id'], unique=False, sqlite_where=sa.text('contract_id IS NOT NULL'), postgresql_where=sa.text('contract_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_entry_distribution_id'), ['distribution_id'], unique=False, sqlite_where=sa.text('distribution_id IS NOT NULL'), postgresql_where=sa.text('distribution_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_entry_party_id_day_id'), ['party_id', 'day', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_period_id_id'), ['period_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_reverses_id'), ['reverses_id'], unique=True, sqlite_where=sa.text('reverses_id IS NOT NULL'), postgresql_where=sa.text('reverses_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_entry_spending_id'), ['spending_id'], unique=False, sqlite_where=sa.text('spending_id IS NOT NULL'), postgresql_where=sa.text('spending_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_entry_standing_id'), ['standing_id'], unique=False, sqlite_where=sa.text('standing_id IS NOT NULL'), postgresql_where=sa.text('standing_id IS NOT NULL'))

    op.create_table('instalment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('contract_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('waived_fen', sa.BigInteger(), nullable=False),
    sa.Column('waived_reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.ForeignKeyConstraint(['contract_id'], ['contract.id'], name=op.f('fk_instalment_contract_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_instalment'))
    )
    with op.batch_alter_table('instalment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_instalment_contract_id_due_on'), ['contract_id', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_instalment_due_on'), ['due_on'], unique=False)

    op.create_table('entry_draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('book_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('pending', 'posted', 'refused', 'withdrawn', name='draftstate', native_enum=False, length=20), nullable=False),
    sa.Column('drafted_by', sa.Integer(), nullable=False),
    sa.Column('approved_once_by', sa.Integer(), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=500), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('bank_line_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['approved_once_by'], ['member.id'], name=op.f('fk_entry_draft_approved_once_by')),
    sa.ForeignKeyConstraint(['bank_line_id'], ['bank_line.id'], name=op.f('fk_entry_draft_bank_line_id')),
    sa.ForeignKeyConstraint(['book_id'], ['book.id'], name=op.f('fk_entry_draft_book_id')),
    sa.ForeignKeyConstraint(['decided_by'], ['member.id'], name=op.f('fk_entry_draft_decided_by')),
    sa.ForeignKeyConstraint(['drafted_by'], ['member.id'], name=op.f('fk_entry_draft_drafted_by')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_entry_draft_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_draft'))
    )
    with op.batch_alter_table('entry_draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_draft_book_id_state_id'), ['book_id', 'state', 'id'], unique=False)

    op.create_table('entry_line',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('period_id', sa.Integer(), nullable=False),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_entry_line_account_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_entry_line_entry_id')),
    sa.ForeignKeyConstraint(['period_id'], ['period.id'], name=op.f('fk_entry_line_period_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_line')),
    sa.UniqueConstraint('entry_id', 'position', name=op.f('uq_entry_line_entry_id_position'))
    )
    with op.batch_alter_table('entry_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_line_account_id_period_id_amount_fen'), ['account_id', 'period_id', 'amount_fen'], unique=False)

    op.create_table('entry_voucher',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('voucher_id', sa.Integer(), nullable=False),
    sa.Column('leaf_index', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_entry_voucher_entry_id')),
    sa.ForeignKeyConstraint(['voucher_id'], ['voucher.id'], name=op.f('fk_entry_voucher_voucher_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_voucher')),
    sa.UniqueConstraint('entry_id', 'voucher_id', name=op.f('uq_entry_voucher_entry_id_voucher_id'))
    )
    with op.batch_alter_table('entry_voucher', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_voucher_voucher_id'), ['voucher_id'], unique=False)

    op.create_table('objection',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('disclosure_id', sa.Integer(), nullable=False),
    sa.Column('path', sa.String(length=120).with_variant(sa.String(length=120, collation='C'), 'postgresql'), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(length=1000), nullable=False),
    sa.Column('raised_by', sa.Integer(), nullable=False),
    sa.Column('raised_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('answered_at', models.base.UtcDateTime(), nullable=True),
    sa.Column('correction_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['member.id'], name=op.f('fk_objection_answered_by')),
    sa.ForeignKeyConstraint(['correction_id'], ['entry.id'], name=op.f('fk_objection_correction_id')),
    sa.ForeignKeyConstraint(['disclosure_id'], ['disclosure.id'], name=op.f('fk_objection_disclosure_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_objection_entry_id')),
    sa.ForeignKeyConstraint(['raised_by'], ['member.id'], name=op.f('fk_objection_raised_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_disclosure_id'), ['disclosure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_path_answered_at'), ['path', 'answered_at'], unique=False)

    op.create_table('share',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('distribution_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('label', sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
    sa.Column('weight', sa.BigInteger(), nullable=False),
    sa.Column('amount_fen', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Enum('pending', 'paid', 'returned', name='sharestate', native_enum=False, length=20), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
    sa.ForeignKeyConstraint(['distribution_id'], ['distribution.id'], name=op.f('fk_share_distribution_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_share_entry_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_share_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share')),
    sa.UniqueConstraint('distribution_id', 'unit_id', name=op.f('uq_share_distribution_id_unit_id'))
    )
    with op.batch_alter_table('share', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_share_distribution_id_state'), ['distribution_id', 'state'], unique=False)

    op.create_table('voucher_excuse',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(length=300), nullable=False),
    sa.Column('asked_by', sa.Integer(), nullable=False),
    sa.Column('approved_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['approved_by'], ['member.id'], name=op.f('fk_voucher_excuse_approved_by')),
    sa.ForeignKeyConstraint(['asked_by'], ['member.id'], name=op.f('fk_voucher_excuse_asked_by')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_voucher_excuse_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_voucher_excuse')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_voucher_excuse_entry_id'))
    )
    op.create_table('bank_match',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('created_at', models.base.UtcDateTime(), nullable=False),
    sa.Column('bank_line_id', sa.Integer(), nullable=False),
    sa.Column('entry_line_id', sa.Integer(), nullable=False),
    sa.Column('matched_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['bank_line_id'], ['bank_line.id'], name=op.f('fk_bank_match_bank_line_id')),
    sa.ForeignKeyConstraint(['entry_line_id'], ['entry_line.id'], name=op.f('fk_bank_match_entry_line_id')),
    sa.ForeignKeyConstraint(['matched_by'], ['member.id'], name=op.f('fk_bank_match_matched_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bank_match')),
    sa.UniqueConstraint('bank_line_id', name=op.f('uq_bank_match_bank_line_id')),
    sa.UniqueConstraint('entry_line_id', name=op.f('uq_bank_match_entry_line_id'))
    )
    for table in ("period_act", "entry", "entry_line", "leaf", "node", "checkpoint", "cosignature", "public_copy", "entry_voucher", "claim_note", "disclosure",):
        guard(op.get_bind(), table)


def downgrade() -> None:
    """Back."""
    op.drop_table('bank_match')
    op.drop_table('voucher_excuse')
    with op.batch_alter_table('share', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_share_distribution_id_state'))

    op.drop_table('share')
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_path_answered_at'))
        batch_op.drop_index(batch_op.f('ix_objection_disclosure_id'))

    op.drop_table('objection')
    with op.batch_alter_table('entry_voucher', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_voucher_voucher_id'))

    op.drop_table('entry_voucher')
    with op.batch_alter_table('entry_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_line_account_id_period_id_amount_fen'))

    op.drop_table('entry_line')
    with op.batch_alter_table('entry_draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_draft_book_id_state_id'))

    op.drop_table('entry_draft')
    with op.batch_alter_table('instalment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_instalment_due_on'))
        batch_op.drop_index(batch_op.f('ix_instalment_contract_id_due_on'))

    op.drop_table('instalment')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_standing_id'), sqlite_where=sa.text('standing_id IS NOT NULL'), postgresql_where=sa.text('standing_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_entry_spending_id'), sqlite_where=sa.text('spending_id IS NOT NULL'), postgresql_where=sa.text('spending_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_entry_reverses_id'), sqlite_where=sa.text('reverses_id IS NOT NULL'), postgresql_where=sa.text('reverses_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_entry_period_id_id'))
        batch_op.drop_index(batch_op.f('ix_entry_party_id_day_id'))
        batch_op.drop_index(batch_op.f('ix_entry_distribution_id'), sqlite_where=sa.text('distribution_id IS NOT NULL'), postgresql_where=sa.text('distribution_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_entry_contract_id'), sqlite_where=sa.text('contract_id IS NOT NULL'), postgresql_where=sa.text('contract_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_entry_claim_id'), sqlite_where=sa.text('claim_id IS NOT NULL'), postgresql_where=sa.text('claim_id IS NOT NULL'))
        batch_op.drop_index(batch_op.f('ix_entry_book_id_kind_day_id'))
        batch_op.drop_index(batch_op.f('ix_entry_book_id_head_day_id'))
        batch_op.drop_index(batch_op.f('ix_entry_book_id_fund_day_id'))
        batch_op.drop_index(batch_op.f('ix_entry_book_id_document_id'))
        batch_op.drop_index(batch_op.f('ix_entry_book_id_day_id'))
        batch_op.drop_index(batch_op.f('ix_entry_book_id_amount_fen_id'))

    op.drop_table('entry')
    with op.batch_alter_table('disclosure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disclosure_path_posted_at'))
        batch_op.drop_index(batch_op.f('ix_disclosure_book_id'))

    op.drop_table('disclosure')
    with op.batch_alter_table('standing_authorisation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standing_authorisation_book_id'))

    op.drop_table('standing_authorisation')
    with op.batch_alter_table('spending', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_spending_book_id_state'))

    op.drop_table('spending')
    with op.batch_alter_table('distribution', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_distribution_book_id_state'))

    op.drop_table('distribution')
    with op.batch_alter_table('contract', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contract_state_ends_on'))
        batch_op.drop_index(batch_op.f('ix_contract_renews_id'))
        batch_op.drop_index(batch_op.f('ix_contract_path'))
        batch_op.drop_index(batch_op.f('ix_contract_book_id_state'))

    op.drop_table('contract')
    with op.batch_alter_table('bank_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_line_import_id'))
        batch_op.drop_index(batch_op.f('ix_bank_line_bank_account_id_day_id'))

    op.drop_table('bank_line')
    op.drop_table('cosignature')
    with op.batch_alter_table('bank_import', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_import_bank_account_id'))

    op.drop_table('bank_import')
    with op.batch_alter_table('bank_balance', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_balance_bank_account_id_day'))

    op.drop_table('bank_balance')
    with op.batch_alter_table('turnover', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_turnover_account_id'))

    op.drop_table('turnover')
    with op.batch_alter_table('public_copy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_public_copy_voucher_id_id'))

    op.drop_table('public_copy')
    op.drop_table('petition_signature')
    with op.batch_alter_table('period_act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_period_act_period_id'))

    op.drop_table('period_act')
    op.drop_table('checkpoint')
    with op.batch_alter_table('bank_account', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bank_account_book_id'))

    op.drop_table('bank_account')
    op.drop_table('voucher')
    op.drop_table('period')
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_book_id_shown'))

    op.drop_table('party')
    op.drop_table('node')
    with op.batch_alter_table('log_key', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_log_key_place_id_role'))
        batch_op.drop_index(batch_op.f('ix_log_key_book_id_role'))

    op.drop_table('log_key')
    op.drop_table('leaf')
    with op.batch_alter_table('claim_note', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_note_claim_id'))

    op.drop_table('claim_note')
    with op.batch_alter_table('audit_petition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_petition_book_id'))

    op.drop_table('audit_petition')
    op.drop_table('account')
    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_place_id'))
        batch_op.drop_index(batch_op.f('ix_claim_path_state'))

    op.drop_table('claim')
    with op.batch_alter_table('book', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_book_path'))

    op.drop_table('book')
    op.drop_table('jurisdiction')
