"""Templates of all that docxtpl does with plain data, and the data for them."""

from __future__ import annotations

from typing import Any

PEOPLE = [{"name": "Priya & co", "roles": ["a", "b"]}, {"name": "<Tom>", "roles": []}]
DATA: dict[str, Any] = {
    "name": "Priya Raman",
    "people": PEOPLE,
    "empty": [],
    "town": True,
    "count": 3,
    "price": 12.5,
    "matrix": [[1, 2, 3], [4, 5, 6]],
    "colour": "FF0000",
    "text": "one two three",
    "o": {"a": {"b": "deep"}},
}

BODIES = {
    "a value": ["Hello {{ name }}, welcome."],
    "a value without spaces": ["{{name}}{{ count }}"],
    "attributes and items": ["{{ o.a.b }} {{ o['a']['b'] }} {{ people[0].name }}"],
    "a loop in a line": ["{% for p in people %}{{ p.name }}; {% endfor %}end"],
    "a loop over paragraphs": ["{%p for p in people %}", "– {{ p.name }}", "{%p endfor %}", "end"],
    "a bare loop over paragraphs": ["{% for p in people %}", "{{ p.name }}", "{% endfor %}"],
    "nested loops": [
        "{%p for p in people %}",
        "{{ p.name }}:",
        "{%p for r in p.roles %}",
        "* {{ r }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ],
    "an empty loop": ["before", "{%p for p in empty %}", "{{ p }}", "{%p endfor %}", "after"],
    "a loop with else": ["{% for p in empty %}x{% else %}nobody{% endfor %}"],
    "a condition in a line": [
        "{% if town %}yes{% else %}no{% endif %}, {% if empty %}x{% endif %}."
    ],
    "elif": ["{% if count == 1 %}one{% elif count == 3 %}three{% else %}many{% endif %}"],
    "a condition over paragraphs": [
        "{%p if town %}",
        "in town",
        "{%p else %}",
        "away",
        "{%p endif %}",
        "end",
    ],
    "the loop's counters": [
        "{% for p in people %}{{ loop.index }}/{{ loop.length }}{% if not loop.last %}, "
        "{% endif %}{% endfor %}"
    ],
    "filters": [
        "{{ name|upper }} {{ text|title }} {{ missing|default('none') }} "
        "{{ text.split()|join(', ') }} {{ people|length }} {{ price|round(1) }} "
        "{{ text|replace('two', '2') }} {{ name|e }}"
    ],
    "map and join": ["{{ people|map(attribute='name')|join(' / ') }}"],
    "selectattr and sort": ["{{ people|selectattr('roles')|map(attribute='name')|first }}"],
    "printf": ["{{ '%.2f'|format(price) }} {{ '%05d' % count }}"],
    "arithmetic": [
        "{{ count * 2 + 1 }} {{ count // 2 }} {{ count ** 2 }}",
        "{{ -count }} {{ count % 2 }}",
    ],
    "joining with a tilde": ["{{ name ~ ' ' ~ count }}"],
    "set": ["{% set x = count + 1 %}{{ x }}", "{{ x }}"],
    "with": ["{% with y = name %}{{ y }}{% endwith %}"],
    "a namespace": [
        "{% set ns = namespace(n=0) %}{% for p in people %}{% set ns.n = ns.n + 1 %}{% endfor %}"
        "{{ ns.n }}"
    ],
    "inline if": ["{{ 'in' if town else 'out' }} town"],
    "a filtered loop": ["{% for p in people if p.roles %}{{ p.name }}{% endfor %}"],
    "unpacking": ["{% for k, v in o.items() %}{{ k }}{% endfor %}"],
    "range": ["{% for i in range(3) %}{{ i }}{% endfor %}"],
    "comparison signs": ["{% if count > 2 and count < 5 %}between{% endif %}"],
    "a comment": ["a{# not shown {{ nothing }} #}b"],
    "a paragraph comment": ["a", "{#p not shown #}", "b"],
    "raw": ["{% raw %}{{ as it is }}{% endraw %} {{ name }}"],
    "guarded braces": ["{_{ name }_} and {_% if %_}"],
    "merging with the next paragraph": [
        "My house is located {% if town -%}",
        " in urban area",
        "{%- else -%}",
        " in countryside",
        "{%- endif %}",
        " and I love it.",
    ],
    "jinja's own trimming": ["a  {{- name -}}  b"],
    "a run statement": ["one {%r if town %}two{%r endif %} three"],
    "a false run statement": ["one {%r if empty %}two{%r endif %} three"],
    "curly quotes in a tag": ["{{ o[‘a’][“b”] }} and “quotes” outside"],
    "braces in strings": ["{{ 'a }} b' if empty else '}' }}"],
    "numbers and dates as text": ["{{ price }} {{ count }} {{ town }}"],
    "a list as it is": ["{{ matrix }}"],
    "spaces at the edges": ["  {{ name }}  "],
    "a cycler": ["{% for p in people %}{{ loop.cycle('odd', 'even') }} {% endfor %}"],
}

TABLES = {
    "rows": [
        ["Name", "Roles"],
        ["{%tr for p in people %}", ""],
        ["{{ p.name }}", "{{ p.roles|join(', ') }}"],
        ["{%tr endfor %}", ""],
        ["Total", "2"],
    ],
    "rows with paragraphs": [
        ["{%tr for p in people %}", ""],
        [
            "{{ loop.index }}. {{ p.name }}",
            "Roles:\n{%p for r in p.roles %}\n{{ r }}\n{%p endfor %}",
        ],
        ["{%tr endfor %}", ""],
    ],
    "conditional rows": [
        ["{%tr if town %}", ""],
        ["in", "town"],
        ["{%tr else %}", ""],
        ["out", "away"],
        ["{%tr endif %}", ""],
        ["end", ""],
    ],
    "nested rows": [
        ["{%tr for line in matrix %}", ""],
        ["{%tr for x in line %}", ""],
        ["{{ x }}", "{{ line[0] }}"],
        ["{%tr endfor %}", ""],
        ["{%tr endfor %}", ""],
    ],
    "no rows but a heading": [
        ["Name", "x"],
        ["{%tr for p in empty %}", ""],
        ["{{ p }}", ""],
        ["{%tr endfor %}", ""],
    ],
    "columns": [
        ["Head", "{%tc for x in matrix[0] %}", "col {{ x }}", "{%tc endfor %}"],
        ["Line", "{%tc for x in matrix[1] %}", "{{ x }}", "{%tc endfor %}"],
    ],
    "a row comment": [["a", "b"], ["{#tr a comment #}", ""], ["c", "d"]],
    "a coloured cell": [["{% cellbg colour %}{{ name }}", "b"]],
    "a spanning cell": [["{% colspan count %}{{ name }}"], ["b"]],
}
