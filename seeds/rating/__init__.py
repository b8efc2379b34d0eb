"""A street that rates its property service: forty compounds, twelve firms, four editions."""
