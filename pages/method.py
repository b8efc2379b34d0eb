"""One method, in words and symbols; its draft is edited here (评价办法)."""

from components import gate
from components.method import page

visitor = gate.welcome()
page.show(visitor)
