"""What is sealed stays shut: without the key, with another key, and in any other place."""

from uuid import uuid4

import pytest

from server.vault import Tampered, UnsafeKey, Vault, new_key, seal, unseal

PLACE = ("record", "ada", "1")
WORDS = "Træt, og det prikker".encode()


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "keys" / "master.key"


def test_what_was_sealed_opens_again_with_its_key_in_its_place():
    key = new_key()
    assert unseal(key, PLACE, seal(key, PLACE, WORDS)) == WORDS


def test_nothing_of_the_words_can_be_seen():
    sealed = seal(new_key(), PLACE, WORDS)
    assert WORDS[:4] not in sealed
    assert len(sealed) == len(WORDS) + 16


@pytest.mark.parametrize("place", [("record", "ben", "1"), ("record", "ada", "2"), ("note", "ada", "1")])
def test_moved_to_another_place_it_stays_shut(place):
    key = new_key()
    with pytest.raises(Tampered):
        unseal(key, place, seal(key, PLACE, WORDS))


def test_places_that_only_read_alike_are_different_places():
    key = new_key()
    with pytest.raises(Tampered):
        unseal(key, ("record", "ada1", ""), seal(key, PLACE, WORDS))


def test_another_key_does_not_open_it():
    with pytest.raises(Tampered):
        unseal(new_key(), PLACE, seal(new_key(), PLACE, WORDS))


def test_a_flip_of_any_bit_is_noticed():
    key = new_key()
    sealed = seal(key, PLACE, b"0")
    for place in range(8 * len(sealed)):
        flipped = bytearray(sealed)
        flipped[place // 8] ^= 1 << place % 8
        with pytest.raises(Tampered):
            unseal(key, PLACE, bytes(flipped))


def test_what_is_too_short_to_be_sealed_is_refused():
    with pytest.raises(Tampered):
        unseal(new_key(), PLACE, b"short")


def test_a_patients_key_survives_a_restart_and_belongs_to_the_patient(key_file):
    ada, ben, key = uuid4(), uuid4(), new_key()
    wrapped = Vault(key_file).wrap(ada, key)
    assert Vault(key_file).unwrap(ada, wrapped) == key
    with pytest.raises(Tampered):
        Vault(key_file).unwrap(ben, wrapped)


def test_the_first_start_makes_a_master_key_for_our_eyes_only(key_file):
    Vault(key_file)
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert key_file.parent.stat().st_mode & 0o777 == 0o700
    assert len(bytes.fromhex(key_file.read_text())) == 64


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_master_key_that_others_can_reach_is_refused(key_file, mode):
    Vault(key_file)
    key_file.chmod(mode)
    with pytest.raises(UnsafeKey, match="chmod 600"):
        Vault(key_file)


def test_a_master_key_beside_the_data_is_refused_before_it_is_made(tmp_path):
    (tmp_path / "elsewhere").symlink_to(tmp_path / "data")
    for folder in ("data", "data/keys", "elsewhere"):
        file = tmp_path / folder / "master.key"
        with pytest.raises(UnsafeKey, match="inside the data folder"):
            Vault(file, tmp_path / "data")
        assert not file.exists()


@pytest.mark.parametrize("text", ["", "not hex", "00" * 32, "é"])
def test_a_file_that_holds_no_key_is_refused(key_file, text):
    Vault(key_file)
    key_file.write_text(text, encoding="utf-8")
    with pytest.raises(UnsafeKey, match="does not hold a key"):
        Vault(key_file)
