"""What is said of the machine."""

import random

from harness.benchmarks.noise import Activity, has_two_modes, noise_notes


def test_the_notes_say_how_busy_the_machine_was():
    before = Activity(1.0, 10.0, (0,) * 8)
    after = Activity(3.5, 15.0, (50, 0, 0, 30, 0, 0, 0, 20))
    load, waited, steal = noise_notes(before, after, 10.0)
    assert load.startswith("load average 3.5 on ")
    assert waited == "some process waited for a processor in 50% of the time"
    assert steal == "other machines of the host took 20% of the time"


def test_a_machine_that_tells_nothing_gives_no_notes():
    nothing = Activity(None, None, ())
    assert list(noise_notes(nothing, nothing, 1.0)) == []


def test_the_counters_are_read_here():
    assert Activity.now().ticks


def test_two_speeds_are_noticed():
    draw = random.Random(1)
    controls = [draw.choice([-0.2, 0, 0.2]) + draw.gauss(0, 0.005) for _ in range(12)]
    assert has_two_modes(controls)


def test_plain_noise_has_one():
    draws = [random.Random(seed) for seed in range(50)]
    assert sum(has_two_modes([draw.gauss(0, 0.1) for _ in range(12)]) for draw in draws) <= 2


def test_a_few_rounds_do_not_tell():
    assert not has_two_modes([0.2, 0.0, 0.2])
