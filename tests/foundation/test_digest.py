"""The digest of a route: journeys that applications have kept name it, so that it may not change by itself."""

import pytest
from support.places import DATA

import routekaart

KEPT = {
    "alle_soorten_gegevens.yaml": "sha256:99b84b8012f162e9c62d330f351bf8f3cb600670425840d4aad0cc809ca8a36f",
    "voorwaarden.yaml": "sha256:b1d6b8f3cc8730346e557d5d894f384efc1e3b3248e4beb075b9d867ca0cec00",
}
"""Digests as they were when the class of a test in a condition had another name, by file of the corpus."""


@pytest.mark.parametrize("name", KEPT)
def test_the_digest_of_the_same_text_stays_the_same(name: str) -> None:
    assert routekaart.load(DATA / "routes" / "ok" / name).digest == KEPT[name]
