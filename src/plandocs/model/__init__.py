"""The values that every room hands on: a plan, a reading, an issue, a finding."""
