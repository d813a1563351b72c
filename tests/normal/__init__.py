"""Tests of characters, markers, dates, periods and signatures."""
