"""Text for a pattern: a hundred that people really write, judged by an ECMA-262 engine that is not ours."""

import pytest
import regress
from untimed import SOON, counted, no_hang

from mockserver.generate.leaves import GenerateOptions, string_source
from mockserver.generate.leaves.leaf import mix
from mockserver.generate.leaves.patterns import PatternError, pattern_source
from mockserver.generate.leaves.patterns.charset import contains
from mockserver.generate.leaves.patterns.parser import parse
from mockserver.generate.leaves.patterns.syntax import Chars, Group, Reference, Sequence
from mockserver.schema import acceptor

DRAWS = 120
OPTIONS = GenerateOptions()

# ruff: noqa: E501 - patterns stand as they were written
REAL_LIFE = {
    "version": r"^v\d+\.\d+\.\d+$",
    "version of two or three": r"^\d+\.\d+(\.\d+)?$",
    "semver": r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$",
    "slug": r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    "slug with underscore": r"^[a-z0-9_-]{3,64}$",
    "identifier": r"^[a-zA-Z_$][a-zA-Z0-9_$]*$",
    "constant": r"^[A-Z][A-Z0-9_]*$",
    "kebab or dot": r"^[a-z]+([.-][a-z]+)*$",
    "phone US": r"^\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}$",
    "phone E.164": r"^\+[1-9]\d{1,14}$",
    "phone with country": r"^\+?[0-9]{1,3}?[-. ]?\(?[0-9]{1,4}\)?([-. ]?[0-9]{2,4}){2,3}$",
    "phone FR": r"^(?:(?:\+|00)33|0)\s*[1-9](?:[\s.-]*\d{2}){4}$",
    "phone UK": r"^(\+44\s?7\d{3}|\(?07\d{3}\)?)\s?\d{3}\s?\d{3}$",
    "ISO date": r"^\d{4}-\d{2}-\d{2}$",
    "ISO date, strict": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
    "ISO date-time": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
    "time of day": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$",
    "date with slashes": r"^(0?[1-9]|1[0-2])\/(0?[1-9]|[12][0-9]|3[01])\/(19|20)\d{2}$",
    "date with dots": r"^([1-9]|0[1-9]|[12][0-9]|3[0-1])\.([1-9]|0[1-9]|1[0-2])\.\d{4}$",
    "duration": r"^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$",
    "year and month": r"^20\d{2}-(?:0[1-9]|1[0-2])$",
    "ISO week": r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$",
    "ARN": r"^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d{12}:.+$",
    "ARN of a role": r"^arn:(aws|aws-cn|aws-us-gov):iam::\d{12}:role\/[\w+=,.@-]{1,64}$",
    "ARN of a lambda": r"^arn:aws:lambda:[a-z]{2}-[a-z]+-\d:\d{12}:function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?$",
    "S3 bucket": r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
    "S3 bucket, no two dots": r"(?!^(\d{1,3}\.){3}\d{1,3}$)^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
    "EC2 instance": r"^i-[0-9a-f]{8}(?:[0-9a-f]{9})?$",
    "AWS region": r"^(us|eu|ap|sa|ca|me|af)-(north|south|east|west|central|northeast|southeast)-\d$",
    "AWS access key": r"^(?:AKIA|ASIA)[A-Z0-9]{16}$",
    "AWS account": r"^\d{12}$",
    "Stripe id": r"^cus_[A-Za-z0-9]{14}$",
    "Stripe ids": r"^(ch|py|pi|in|sub)_[a-zA-Z0-9]{14,24}$",
    "Stripe key": r"^(sk|pk|rk)_(test|live)_[0-9a-zA-Z]{24,99}$",
    "Slack channel": r"^[CGD][A-Z0-9]{8,}$",
    "Slack token": r"^xox[baprs]-\d{10,12}-\d{10,12}-[a-zA-Z0-9]{24}$",
    "Slack timestamp": r"^\d{10}\.\d{6}$",
    "GitHub token": r"^gh[pousr]_[A-Za-z0-9_]{36,251}$",
    "GitHub user": r"^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$",
    "snowflake": r"^(0|[1-9][0-9]{16,18})$",
    "Discord mention": r"^<@!?(\d{17,20})>$",
    "Spotify URI": r"^spotify:(track|album|artist):[0-9A-Za-z]{22}$",
    "Lob address id": r"^adr_[a-zA-Z0-9]+$",
    "Lob id of two kinds": r"^(us|intl)_ver(_[a-zA-Z0-9]+)?$",
    "Twilio SID": r"^AC[0-9a-fA-F]{32}$",
    "Google project": r"^[a-z][a-z0-9-]{4,28}[a-z0-9]$",
    "Kubernetes name": r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
    "Kubernetes quantity": r"^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$",
    "Docker image": r"^[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?$",
    "Docker container": r"^[a-zA-Z0-9][a-zA-Z0-9_.-]+$",
    "image digest": r"^sha256:[a-f0-9]{64}$",
    "commit": r"^[0-9a-f]{40}$",
    "short commit": r"^[0-9a-f]{7,40}$",
    "MD5": r"^[a-fA-F0-9]{32}$",
    "hex color": r"^#(?:[0-9a-fA-F]{3}){1,2}$",
    "hex color with alpha": r"^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3}|[A-Fa-f0-9]{8})$",
    "hex number": r"^0x[0-9a-fA-F]+$",
    "UUID": r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$",
    "UUID or nothing": r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$",
    "ULID": r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
    "ObjectId": r"^[a-f\d]{24}$",
    "base64": r"^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?$",
    "base64url": r"^[A-Za-z0-9_-]+$",
    "JWT": r"^[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+\.?[A-Za-z0-9-_.+/=]*$",
    "data URI": r"^data:image\/(png|jpeg|gif);base64,[A-Za-z0-9+/]+={0,2}$",
    "IBAN-like": r"^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$",
    "IBAN DE with spaces": r"^DE\d{2}\s?([0-9]{4}\s?){4}[0-9]{2}$",
    "BIC": r"^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$",
    "VAT number": r"^(AT)?U\d{8}$|^(BE)?0\d{9}$|^(DE)?\d{9}$",
    "card number": r"^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|3[47][0-9]{13})$",
    "card expiry": r"^(0[1-9]|1[0-2])\/?([0-9]{4}|[0-9]{2})$",
    "CVC": r"^\d{3,4}$",
    "amount": r"^-?\d+(\.\d{1,2})?$",
    "amount with commas": r"^\$?(\d{1,3}(,\d{3})*|\d+)(\.\d{2})?$",
    "currency": r"^[A-Z]{3}$",
    "country": r"^(?:AT|DE|CH|FR|IT)$",
    "language tag": r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$",
    "ZIP US": r"^\d{5}(?:-\d{4})?$",
    "postcode UK": r"^([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|GIR ?0A{2})$",
    "postcode CA": r"^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d$",
    "postcode NL": r"^[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}$",
    "SSN": r"^(?!000|666|9\d{2})\d{3}-(?!00)\d{2}-(?!0000)\d{4}$",
    "plate DE": r"^[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2} ?[1-9]\d{0,3}[EH]?$",
    "VIN": r"^[A-HJ-NPR-Z0-9]{17}$",
    "ISBN": r"^(?:97[89]-?)?\d{1,5}-?\d{1,7}-?\d{1,6}-?[\dX]$",
    "email": r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
    "email of HTML": r"^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$",
    "host": r"^(?=.{1,253}$)(?!-)[A-Za-z0-9-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9-]{1,63}(?<!-))*$",
    "URL": r"^https?:\/\/(www\.)?[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-zA-Z0-9()]{1,6}\b([-a-zA-Z0-9()@:%_+.~#?&/=]*)$",
    "https URL": r"^https://",
    "IPv4": r"^((25[0-5]|(2[0-4]|1\d|[1-9]|)\d)\.?\b){4}$",
    "IPv4, strict": r"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$",
    "CIDR": r"^([0-9]{1,3}\.){3}[0-9]{1,3}(\/([0-9]|[1-2][0-9]|3[0-2]))?$",
    "MAC": r"^([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})$",
    "path": r"^(\/[^/ ]*)+\/?$",
    "file name": r"^[\w,\s-]+\.[A-Za-z]{3,4}$",
    "file name without signs": r"^[^<>:;,?\"*|\/]+$",
    "MIME type": r"^[a-z]+\/[a-z0-9.+-]+$",
    "HTTP header": r"^[!#$%&'*+\-.^_`|~0-9a-zA-Z]+$",
    "cron": r"^(\*|([0-9]|[1-5][0-9])) (\*|1?[0-9]|2[0-3]) (\*|[1-9]|[12][0-9]|3[01]) (\*|[1-9]|1[0-2]) (\*|[0-6])$",
    "query order": r"^-?(name|created|updated)(,-?(name|created|updated))*$",
    "user name": r"^(?=[a-zA-Z0-9._]{4,20}$)(?!.*[_.]{2})[^_.].*[^_.]$",
    "password, four kinds": r"^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[@$!%*?&])[A-Za-z\d@$!%*?&]{8,}$",
    "password, two digits": r"^(?=(?:.*\d){2})(?=.*[A-Za-z]).{10,20}$",
    "password, no spaces": r"^(?=.*[^\w\s])(?!.*\s)(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9]).{12,64}$",
    "letter and digit": r"^(?=.*[A-Za-z])(?=.*\d)[A-Za-z\d]{8,}$",
    "quoted": r"^(['\"])[a-z ]+\1$",
    "tag pair": r"^<(?<tag>[a-z]+)>[^<]*<\/\k<tag>>$",
    "letters of any script": r"^\p{L}+$",
    "name with accents": r"^[\p{L}\p{M}' .-]{2,40}$",
    "anything": r"^.*$",
    "anything, lines too": r"^[\s\S]{1,30}$",
    "not blank": r"\S",
    "no edge spaces": r"^\S(.*\S)?$",
    "printable ASCII": r"^[\x20-\x7E]+$",
    "no control": "^[^\\u0000-\\u001F]+$",
    "contains a word": r"\bsale\b",
    "ends with": r"\.csv$",
    "emoji": r"^\u{1F600}$",
    "control letter": r"^\cJ?[a-z]+$",
    "empty": r"^$",
    "look-ahead in the middle": r"^ab(?=cd)[a-z]{4}(?!x)[xyz]$",
    "word boundaries": r"\bcat\b.*\Bdog",
}  # fmt: skip


@pytest.mark.parametrize("pattern", [pytest.param(pattern, id=name) for name, pattern in REAL_LIFE.items()])
def test_real_life_patterns_are_matched_by_every_value(pattern):
    source = string_source({"type": "string", "pattern": pattern}, "", (), OPTIONS)

    assert source is not None
    judge = regress.Regex(pattern, "u" if r"\p{" in pattern or r"\u{" in pattern else "")
    refused = [text for text in (source(mix(number)) for number in range(DRAWS)) if judge.find(text) is None]
    assert refused == []


def test_there_are_a_hundred_real_life_patterns():
    assert len(REAL_LIFE) >= 100
    assert len(set(REAL_LIFE.values())) == len(REAL_LIFE)


@pytest.mark.parametrize(
    "name", ["slug", "UUID", "Stripe id", "phone E.164", "password, four kinds", "ISO date, strict"]
)
def test_values_differ_and_repeat(name):
    pattern = REAL_LIFE[name]
    first, again = (pattern_source(pattern, 0, None, acceptor({"pattern": pattern})) for _ in range(2))

    values = [first(mix(number)) for number in range(200)]

    assert values == [again(mix(number)) for number in range(200)]
    assert len(set(values)) > 150


@pytest.mark.parametrize(
    ("pattern", "low", "high"),
    [
        pytest.param(r"^[a-z]+$", 40, 40, id="one class, exact"),
        pytest.param(r"^[a-z]+\.[a-z]+$", 50, 60, id="two classes share the length"),
        pytest.param(r"^(ab|cde){2,}$", 11, 11, id="pieces of two and three"),
        pytest.param(r"^[A-Z]{2}(\d{2})+$", 20, 20, id="pairs"),
        pytest.param(r"^(a{3})+$", 10, 13, id="only multiples of three"),
        pytest.param(r"foo", 10, 20, id="unanchored is padded"),
        pytest.param(r"^foo", 200, 200, id="anchored at the start"),
        pytest.param(r"foo$", 30, 31, id="anchored at the end"),
        pytest.param(r"^a|b$", 12, 15, id="anchored per option"),
        pytest.param(r"^(x|y{20,30}|z{5})$", 25, 25, id="the option that fits"),
        pytest.param(r"^[\w.-]{1,255}$", 100, 128, id="long"),
        pytest.param(r"^(?=.*\d).*$", 30, 30, id="with a condition"),
        pytest.param(r"^ab(?=cd)[a-z]{4}(?!x)[xyz]$", 0, 7, id="a look-ahead in the middle"),
        pytest.param(r"^[a-z]+(?=\d\d)\w+$", 9, 9, id="a look-ahead after a repetition"),
        pytest.param(r"\bcat\b.*\Bdog", 0, 9, id="word boundaries"),
        pytest.param(r"\bcat\b.*\Bdog", 20, 22, id="word boundaries, longer"),
        pytest.param(r"\b\d{3}\B[a-z]", 30, 30, id="word boundaries within padding"),
        pytest.param(r"^\u{1F600}+$", 3, 3, id="code points, not UTF-16 units"),
    ],
)
def test_pattern_and_length_hold_together(pattern, low, high):
    accept = acceptor({"pattern": pattern, "minLength": low, "maxLength": high})
    source = pattern_source(pattern, low, high, accept)

    assert source is not None
    values = [source(mix(number)) for number in range(60)]
    assert all(accept(value) and low <= len(value) <= high for value in values)


@pytest.mark.parametrize(
    ("pattern", "low", "high"),
    [
        pytest.param(r"^[]$", 0, None, id="an empty class"),
        pytest.param(r"^a{5}$", 0, 4, id="too long"),
        pytest.param(r"^\d{2,4}$", 9, None, id="too short"),
        pytest.param(r"^(?!a)a$", 0, None, id="a contradiction"),
        pytest.param(r"^(?=.*\d)[a-z]+$", 0, None, id="a condition that cannot hold"),
        pytest.param(r"b^a", 0, None, id="a start in the middle"),
    ],
)
def test_what_nothing_matches_ends_as_none_and_soon(pattern, low, high):
    rules = {"pattern": pattern, "minLength": low, **({} if high is None else {"maxLength": high})}
    with no_hang():
        source, calls = counted(lambda: string_source({"type": "string", **rules}, "", (), OPTIONS))

    assert source is None
    assert calls < SOON


@pytest.mark.parametrize("pattern", [r"^(a+)+$", r"^(a|aa)+$", r"^((((a*)*)*)*)*$", r"^(\w+\s?)+$", r"^.{0,100000}$"])
def test_hostile_patterns_cost_no_more_than_others(pattern):
    def drawn(pattern):
        source = string_source({"type": "string", "pattern": pattern}, "", (), GenerateOptions())  # that found none yet
        return [source(mix(number)) for number in range(50)]

    with no_hang():
        values, calls = counted(lambda: drawn(pattern))

    assert all(len(value) < 5_000 for value in values)
    assert calls < 2 * counted(lambda: drawn(REAL_LIFE["version"]))[1]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("a**", "nothing to repeat at offset 2 of 'a**'"),
        ("(a", "missing ) at offset 2 of '(a'"),
        ("a)", "unmatched ) at offset 1 of 'a)'"),
        ("[a", "missing ] at offset 2 of '[a'"),
        ("[z-a]", "range out of order in character class at offset 4 of '[z-a]'"),
        ("a{3,1}", "numbers out of order in {} quantifier at offset 6 of 'a{3,1}'"),
        ("\\", "\\ at the end at offset 1 of '\\\\'"),
        (r"\p{Nope}", r"unknown property Nope at offset 8 of '\\p{Nope}'"),
        ("(" * 80 + ")" * 80, None),
    ],
)
def test_what_is_no_pattern_is_named_with_its_offset(pattern, said):
    with pytest.raises(PatternError) as raised:
        parse(pattern)
    assert said is None or str(raised.value) == said


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        (r"\d", "07", "٣a"),
        (r"\w", "aZ_9", "é-"),
        (r"\s", " \t\u00a0\u2028\ufeff", "a"),
        (r".", "aé ", "\n\r\u2028"),
        (r"[^]", "\na", ""),
        (r"[\b]", "\b", "b"),
        (r"\cA", "\x01", "A"),
        (r"\x41", "A", "x"),
        (r"\u0041", "A", "u"),
        (r"\u{1F600}", "😀", "u"),
        (r"\ud83d\ude00", "😀", "d"),
        (r"[\w-.]", "a-.", " "),
        (r"[^a-c]", "d", "abc"),
        (r"\/", "/", "\\"),
        (r"\p{Lu}", "AÉ", "a1"),
        (r"\P{L}", "1 ", "a"),
        (r"\p{Script=Greek}", "\u03b1", "a"),
        (r"\0", "\0", "0"),
        (r"{", "{", "a"),
    ],
)
def test_classes_and_escapes_mean_what_ecma_262_says(pattern, inside, outside):
    node = parse(pattern)
    assert isinstance(node, Chars)
    assert all(contains(node.ranges, character) for character in inside)
    assert not any(contains(node.ranges, character) for character in outside)


def test_a_number_is_a_reference_only_where_that_group_stands():
    assert parse(r"(a)\1") == Sequence((Group(parse("a"), 1, None), Reference(1)))
    assert parse(r"\1") == parse("\x01")
    assert parse(r"(?<year>a)\k<year>") == Sequence((Group(parse("a"), 1, "year"), Reference("year")))
