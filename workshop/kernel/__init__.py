"""The mechanism: commands, rules, works, records and streams. Knows no feature and no web."""
