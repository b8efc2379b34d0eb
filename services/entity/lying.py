"""Where places lie (地方路径)."""

from sqlmodel import Session, col, select

from models.place import Place


def place_paths(session: Session, ids: tuple[int, ...]) -> dict[int, str]:
    """The paths of places by their ids."""
    rows = session.exec(select(Place.id, Place.path).where(col(Place.id).in_(ids)))
    return {place_id: path for place_id, path in rows if place_id is not None}


def place_ids(session: Session, paths: tuple[str, ...]) -> dict[str, int]:
    """The ids of places by their paths."""
    rows = session.exec(select(Place.path, Place.id).where(col(Place.path).in_(paths)))
    return {path: place_id for path, place_id in rows if place_id is not None}
