"""The methods of rating (评价办法)."""

from components import gate

visitor = gate.welcome()
