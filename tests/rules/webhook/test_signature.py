"""A message is signed as Standard Webhooks says (推送签名)."""

from datetime import UTC, datetime, timedelta

from rules.trail import WORDS
from rules.webhook.event import BY_CODE, EVENTS
from rules.webhook.retry import MOST_ATTEMPTS, arrived, next_try
from rules.webhook.signature import new_secret, signed


def test_the_published_example_comes_out() -> None:
    # https://github.com/standard-webhooks/standard-webhooks, the vector of its libraries
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    found = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_key_is_another() -> None:
    assert len({new_secret() for _ in range(50)}) == 50


def test_a_message_is_tried_again_ever_later_and_then_given_up() -> None:
    moment = datetime(2026, 6, 10, tzinfo=UTC)
    waits = [next_try(n, moment) for n in range(1, MOST_ATTEMPTS)]
    minutes = [(at - moment) // timedelta(minutes=1) for at in waits if at is not None]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128]
    assert next_try(MOST_ATTEMPTS, moment) is None


def test_only_a_success_is_an_arrival() -> None:
    assert [arrived(status) for status in (200, 204, 301, 307, 404, 500, None)] == [
        True,
        True,
        *[False] * 5,
    ]


def test_every_event_is_raised_by_acts_that_the_trail_knows() -> None:
    assert set(BY_CODE) <= set(WORDS)
    assert all(len(event) <= 60 for event in EVENTS)
