"""Which node names can be attributes of a PyTorch module and words of a Python script."""

from __future__ import annotations

from keyword import iskeyword, issoftkeyword

# What torch.nn.Module already has under a name that a node could bear (a test compares), and the script's own words.
# fmt: off
_TAKEN = frozenset(
    (
        "add_module", "apply", "bfloat16", "buffers", "call_super_init", "children", "compile", "cpu",
        "cuda", "double", "dump_patches", "eval", "extra_repr", "float", "forward", "get_buffer",
        "get_extra_state", "get_parameter", "get_submodule", "half", "ipu", "load_state_dict",
        "modules", "mtia", "named_buffers", "named_children", "named_modules", "named_parameters",
        "parameters", "register_backward_hook", "register_buffer", "register_forward_hook",
        "register_forward_pre_hook", "register_full_backward_hook", "register_full_backward_pre_hook",
        "register_load_state_dict_post_hook", "register_load_state_dict_pre_hook", "register_module",
        "register_parameter", "register_state_dict_post_hook", "register_state_dict_pre_hook",
        "requires_grad_", "set_extra_state", "set_submodule", "share_memory", "state_dict", "to",
        "to_empty", "train", "training", "type", "xpu", "zero_grad", "nn", "inputs", "plan", "self",
        "super", "torch", "trace", "x",
    )
)
# fmt: on


def reserved(name: str) -> bool:
    """True where a node can't bear this name."""
    return name in _TAKEN or iskeyword(name) or issoftkeyword(name)


def natural(name: str) -> tuple[str, int, str]:
    """Sorts `conv2d_2` before `conv2d_10`."""
    stem, _, number = name.rpartition("_")
    return (stem, int(number), name) if number.isdigit() and len(number) < 10 else (name, -1, name)
