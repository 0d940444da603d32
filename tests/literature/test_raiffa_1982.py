"""Howard Raiffa, The Art and Science of Negotiation (1982), ch. 4: two parties, one price.

The seller has a reservation price s, the least it takes; the buyer a reservation price b, the
most it pays. The figures are ours.
"""

from __future__ import annotations

from random_cases import make_case, says
from redlines.engine.gaps import issue_gap
from redlines.region import Grid, Outcomes
from redlines.verdicts import IssueGap, Verdict

PRICE = {"price": Outcomes.quantity("thousand dollars", Grid(100, 10, 21, 0))}
ASKING = [str(price) for price in range(100, 310, 10)]


def deal(seller_least: int, buyer_most: int) -> IssueGap:
    """What the two reservation prices leave, neither party saying more than them."""
    case = make_case(
        PRICE,
        says(PRICE, "S", "seller", refuses={"price": [p for p in ASKING if int(p) < seller_least]}),
        says(PRICE, "B", "buyer", refuses={"price": [p for p in ASKING if int(p) > buyer_most]}),
    )
    return issue_gap(case, "price", ("seller", "buyer"))


def test_the_zone_of_agreement_runs_from_the_sellers_to_the_buyers_reservation_price() -> None:
    found = deal(seller_least=220, buyer_most=250)
    assert found.verdict is Verdict.BRIDGEABLE
    assert found.zone.names == ("220", "230", "240", "250")


def test_where_the_reservation_prices_meet_the_zone_is_that_price() -> None:
    assert deal(seller_least=230, buyer_most=230).zone.names == ("230",)


def test_where_the_seller_wants_more_than_the_buyer_pays_there_is_no_zone_of_agreement() -> None:
    found = deal(seller_least=250, buyer_most=220)
    assert found.verdict is Verdict.INSURMOUNTABLE
    assert not found.zone


def test_between_the_reservation_prices_every_price_costs_one_what_it_saves_the_other() -> None:
    found = deal(seller_least=250, buyer_most=220)
    assert found.retreats is not None
    assert [retreat.outcome for retreat in found.retreats] == ["220", "230", "240", "250"]
    for retreat in found.retreats:
        assert sum(each.steps for each in retreat.parties) == 3
