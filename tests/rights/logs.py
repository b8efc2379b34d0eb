"""Keys of the books and the witness: who may (密钥与见证权限)."""

from services.log import key, witness
from tests.rights.row import DESK, Row, Rows, at

OFFICE = frozenset({"qin"})

ROWS: Rows = {
    key.rotate_key: Row(DESK, lambda d, a, s: key.rotate_key(d, a, s.book)),
    key.name_witness: Row(OFFICE, lambda d, a, s: key.name_witness(d, a, at(s, "zhelu"))),
    witness.cosign: Row(OFFICE, lambda d, a, s: witness.cosign(d, a, s.checkpoint)),
}
