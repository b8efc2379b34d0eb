"""One method, in words and symbols; its draft is edited here (评价办法)."""

from components import gate

visitor = gate.welcome()
