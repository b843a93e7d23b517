"""Each newcomer takes a row for good: an address may bring only so many."""

from __future__ import annotations

from pathlib import Path

from support.api_house import ApiHouse

PRESET = {"preset": "lenet5_mnist"}


def test_an_address_brings_so_many_newcomers_and_no_more(tmp_path: Path) -> None:
    house = ApiHouse.build(tmp_path, max_new_owners_per_address=3)
    with house.local() as here:
        people = [house.stranger() for _ in range(4)]
        codes = [person.post("/api/experiments", json=PRESET).status_code for person in people]
        assert codes == [201, 201, 201, 429]
        refused = people[3].post("/api/experiments", json=PRESET).json()
        assert (refused["code"], refused["params"]) == ("too_many_newcomers", {"limit": 3})
        # Who has a library goes on, and so do other addresses and this computer.
        assert people[0].post("/api/experiments", json=PRESET).status_code == 201
        assert house.stranger("198.51.100.7").post("/api/experiments", json=PRESET).status_code == 201
        assert here.post("/api/experiments", json=PRESET).status_code == 201
