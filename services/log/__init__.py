"""The log behind the books: what is written here stays as it is (防篡改日志)."""
