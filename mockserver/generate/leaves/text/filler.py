"""Text that stands where nothing says what a string means: common words, in phrases, of any length asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockserver.generate.leaves.leaf import Stream, pooled

if TYPE_CHECKING:
    from mockserver.generate.leaves.leaf import TextLeaf

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ALPHANUMERIC = LETTERS + "0123456789"
TALLEST = 1_000_000
DOMAINS = ("example.com", "example.org", "example.net")
"""RFC 2606 keeps them for examples."""


def text(low: int = 0, high: int | None = None) -> TextLeaf:
    """Return the leaf of short phrases between `low` and `high` code points, both included."""
    fitting = [phrase for phrase in PHRASES if low <= len(phrase) and (high is None or len(phrase) <= high)]
    if len(fitting) * 4 >= len(PHRASES):
        return pooled(fitting)
    top = max(low, 12) + 24 if high is None else high
    bottom = max(low, min(top, 3)) if low < 4 else low
    return lambda entropy: prose(Stream(entropy), bottom, min(top, bottom + 40))


def code(low: int, high: int | None = None) -> TextLeaf:
    """Return the leaf of letters and digits as machines give them: twelve, or as near to it as the bounds allow."""
    length = max(low, min(12, high if high is not None else 12))
    return lambda entropy: characters(Stream(entropy), ALPHANUMERIC, length)


def prose(stream: Stream, low: int, high: int) -> str:
    """Return words between `low` and `high` code points in all, with no space at either end."""
    length = stream.between(low, high)
    if length <= LONGEST_WORD:
        return word(stream, length)
    if length > 2_000:
        length = low
    words: list[str] = []
    left = length
    while left > LONGEST_WORD:
        size = min(3 + stream.below(6), left - 3)
        words.append(word(stream, size))
        left -= size + 1
    words.append(word(stream, left))
    return " ".join(words).capitalize()


def word(stream: Stream, length: int) -> str:
    """Return a word of exactly `length` letters; above ten letters, words run together."""
    parts: list[str] = []
    while length > LONGEST_WORD:
        parts.append(stream.pick(BY_LENGTH[6]))
        length -= 6
    if length:
        parts.append(stream.pick(BY_LENGTH[length]))
    return "".join(parts)


def digits(stream: Stream, length: int) -> str:
    """Return `length` decimal digits."""
    return characters(stream, "0123456789", length)


def characters(stream: Stream, alphabet: str, length: int) -> str:
    """Return `length` characters of `alphabet`, using as few draws as hold them."""
    size = len(alphabet)
    if size == 1:
        return alphabet * length
    drawn: list[str] = []
    bits = 0
    for _ in range(length):
        if bits < size << 16:
            bits = stream.bits() | 1 << 63
        bits, index = divmod(bits, size)
        drawn.append(alphabet[index])
    return "".join(drawn)


WORDS = tuple(
    """
    act age air apple april area artist autumn bag ball band bank base basic beach bird block blue board boat book
    border bottle box branch bread bridge bright bring brown budget build bus button cable cake calm camera camp
    candle capital car card care carry case castle center chair change chapter choice circle city class clean clear
    clock cloud coast code coffee color common compact copper copy corner cotton country course cover craft cream
    credit crystal current custom daily dance data day deep design desk detail dinner direct door double draft dream
    drive early earth east easy edge editor engine evening event extra fabric fair family farm fast field final fine
    finger fire first fish flat floor flower follow forest form forward frame free fresh friend front fruit full
    future game garden gate general gentle glass global gold grand gray great green ground group guide half hand
    happy harbor harvest head heart help high hill history holiday home honey horse hotel hour house idea image
    index inside island item journey june jump key kind kitchen lake lamp land large last later leaf learn left
    lemon letter level light lime line link lion list little local long lower lunar main maple march market master
    matter meadow medium member memory metal middle mind mint mirror model modern moment monday moon morning motion
    mountain music narrow nature need network new next night north note number ocean offer office olive open orange
    order other outdoor outside over page paint paper park part party path pattern pearl pencil phone photo picture
    pilot place plain plan planet plant plate player pocket point pool port post power premium primary print project
    public purple quality quarter quick quiet rain random range reader ready record red region regular release
    remote report result ring river road rock room rose round route running safe sail salt sample sand school scope
    sea season second secret select series service shade shape share shell ship shop short signal silver simple
    single sky slow small smart smooth snow social soft solid song source south space special spring square stable
    staff standard star start station stone store storm story stream street strong studio summer sun sunday support
    surface swift system table target team term test text theme time tool top total touch tower town track trade
    trail train travel tree trip turn type under union unit upper urban valley value velvet venue view village
    vision visit voice walk wall warm watch water wave week west wheel white whole wide wild willow wind window
    winter wise wonder wood word work world yard year yellow young zone ash elm fox ink oak owl sea fig jar map net
    pen sun tea understand basketball everything background friendship information restaurant university connection
    adventure beautiful classroom different education furniture important knowledge landscape newspaper passenger
    signature telephone vegetable workshop universe treasure together standard shoulder schedule sandwich remember
    personal mountain material keyboard hospital geometry festival exchange discover creative calendar birthday
    magazine notebook umbrella vacation
    """.split()  # noqa: SIM905 - a word list is read as text
)
LONGEST_WORD = 10
BY_LENGTH: dict[int, tuple[str, ...]] = {
    1: tuple("abcdefghikmnprstuvwxyz"),
    2: tuple("at by do go he in is it me my no of on or ox so to up us we".split()),  # noqa: SIM905 - as above
    **{length: tuple(sorted({word for word in WORDS if len(word) == length})) for length in range(3, LONGEST_WORD + 1)},
}
PHRASES = tuple(
    " ".join(phrase.split())
    for phrase in """
    Morning walk; Blue notebook; Second draft; Weekly review; Garden plan; North entrance; Coffee break; Open
    question; Spare keys; Travel notes; First sketch; Winter menu; Small changes; Long weekend; Paper samples; Quick
    summary; Team lunch; New arrivals; Window seat; Quiet corner; Top shelf; Field report; Summer edition; Main
    street; Early bird; Side project; Green tea; Corner office; River path; Fresh start; Ready to ship; On request;
    As agreed; To be confirmed; In progress; Next steps; Room 204; Level 3; Section B; Batch 17; Version 2; Gate 12;
    Building A; Route 66; Lot 9; Almost there; Good to know; Please check; Handle with care; Made by hand; Best
    before; Last chance; Front desk; Back office; Second floor; East wing; West coast; South terrace; Home page;
    Reading list; Daily special; Night shift; Follow-up; Reminder; Standard; Basic; Premium; Draft; Sample;
    Original; Overview; Details; Other; General; Default; Custom; Classic; Compact; Express; Regular; Special;
    Extended; Local; Central; Primary; Secondary; Internal; Public
    """.replace("\n", " ").split(";")
)
