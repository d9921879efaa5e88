"""The filter allows the listed calls and no others on every supported processor."""

import errno

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.sandbox.syscalls import ARCHITECTURES, allowed, program

ALLOWED = "allowed"
MACHINES = list(ARCHITECTURES)
GUARDED = {
    "x86_64": {"clone": 56, "ioctl": 16, "socket": 41, "socketpair": 53, "prlimit64": 302,
               "sched_setaffinity": 203, "setpriority": 141, "setsockopt": 54},
    "aarch64": {"clone": 220, "ioctl": 29, "socket": 198, "socketpair": 199, "prlimit64": 261,
                "sched_setaffinity": 122, "setpriority": 140, "setsockopt": 208},
}  # fmt: skip


def decide(machine, number, *arguments, architecture=None):
    """Run the filter as the kernel does, and say what it decides."""
    code = ARCHITECTURES[machine] if architecture is None else architecture
    words = {0: number, 4: code}
    words |= {16 + 8 * index: argument for index, argument in enumerate(arguments)}
    steps, place, value = program(machine), 0, 0
    while True:
        what, yes, no, operand = steps[place]
        place += 1
        if what == 0x20:
            value = words.get(operand, 0)
        elif what == 0x06:
            return ALLOWED if operand == 0x7FFF0000 else operand & 0xFFFF
        else:
            true = {0x15: value == operand, 0x35: value >= operand, 0x25: value > operand,
                    0x45: bool(value & operand)}[what]  # fmt: skip
            place += yes if true else no


@pytest.mark.parametrize("machine", MACHINES)
def test_only_listed_calls_are_allowed(machine):
    listed = set(allowed(machine))
    for number in set(range(700)) - set(GUARDED[machine].values()):
        if number in listed:
            assert decide(machine, number) == ALLOWED
        else:
            assert decide(machine, number) == (errno.EPERM if number < 424 else errno.ENOSYS)


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_of_another_processor_are_refused(machine):
    other = next(code for name, code in ARCHITECTURES.items() if name != machine)
    assert decide(machine, 0, architecture=other) == errno.EPERM
    assert decide(machine, 0, architecture=0x40000003) == errno.EPERM
    assert decide(machine, 0x40000000) == errno.ENOSYS
    assert decide(machine, 0xFFFFFFFF) == errno.ENOSYS


@given(st.sampled_from(MACHINES), st.integers(0, 2**32 - 1))
def test_a_child_gets_no_new_namespace(machine, flags):
    new = flags & 0x7E020000
    decided = decide(machine, GUARDED[machine]["clone"], flags)
    assert decided == (errno.EPERM if new else ALLOWED)


@given(
    st.sampled_from(MACHINES), st.integers(0, 2**32 - 1) | st.integers(0, 60), st.integers(0, 300)
)
def test_sockets_have_a_listed_family_and_protocol(machine, family, protocol):
    decided = decide(machine, GUARDED[machine]["socket"], family, 1, protocol)
    if family not in (1, 2, 10):
        assert decided == errno.EAFNOSUPPORT
    else:
        fine = protocol in (0, 1, 6, 17, 58)
        assert decided == (ALLOWED if fine else errno.EPROTONOSUPPORT)
    pair = decide(machine, GUARDED[machine]["socketpair"], family, 1, 0)
    assert pair == (ALLOWED if family == 1 else errno.EAFNOSUPPORT)


@given(st.sampled_from(MACHINES), st.integers(0, 300), st.integers(0, 99))
def test_setting_the_buffer_of_a_socket_succeeds_without_effect(machine, level, option):
    decided = decide(machine, GUARDED[machine]["setsockopt"], 3, level, option)
    assert decided == (0 if (level, option) == (1, 7) else ALLOWED)


@given(st.sampled_from(MACHINES), st.integers(0, 2**32 - 1))
def test_only_listed_requests_to_devices_are_allowed(machine, request):
    decided = decide(machine, GUARDED[machine]["ioctl"], 0, request)
    assert decided in (ALLOWED, errno.ENOTTY)
    assert (decided == ALLOWED) == (
        request in (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451, 0x5452, 0x802C542A)
    )


@given(st.sampled_from(MACHINES), st.integers(0, 2**32 - 1) | st.integers(0, 3))
def test_the_first_process_keeps_its_limits_processors_and_priority(machine, process):
    for name in ("prlimit64", "sched_setaffinity"):
        decided = decide(machine, GUARDED[machine][name], process)
        assert decided == (errno.EPERM if process == 1 else ALLOWED)
    for which in (0, 1, 2):
        decided = decide(machine, GUARDED[machine]["setpriority"], which, process)
        assert decided == (ALLOWED if (which, process) == (0, 0) else errno.EPERM)


@pytest.mark.parametrize("machine", MACHINES)
def test_the_program_is_no_longer_than_the_kernel_allows(machine):
    steps = program(machine)
    assert len(steps) < 4096
    assert all(0 <= yes < 256 and 0 <= no < 256 for _, yes, no, _ in steps)
