"""Tables as the low-code tools see them (实体); ``services.entity`` reads them from the models."""

from rules.entity.shape import REFERENCES, WHOLE, WIDEST, Choice, Column, Entity, Kind, Scope

__all__ = ["REFERENCES", "WHOLE", "WIDEST", "Choice", "Column", "Entity", "Kind", "Scope"]
