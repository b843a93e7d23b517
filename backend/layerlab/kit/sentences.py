"""What each code says in English: the command line's words. The browser has its own, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from layerlab.kit.constraints import NEEDS
from layerlab.kit.errors import LayerlabError, Problem, Scalar, Where

SENTENCES: dict[str, str] = {
    # Shapes (raised by a layer)
    "expects_image": "{node} expects an image (C, H, W), but {source} gives {shape}.",
    "expects_image_move": (
        "{node} expects an image (C, H, W), but {source} gives {shape}. Move it before {before}."
    ),
    "expects_vector": (
        "{node} expects a vector (features,), but {source} gives {shape}. Put a flatten between them."
    ),
    "text_not_taken": "The network {role} takes no text.",
    "expects_one_vector": (
        "{node} expects one vector (features,), but {source} gives a sequence of them, {shape}. "
        "Put a last_step between them."
    ),
    "reads_ahead": (
        "{node} can't stand in a network that writes: it must read from left to right, and carry what it has read."
    ),
    "nothing_goes_on": (
        "The entries of {path} do not go on from each other, so there is nothing to carry. Turn Carry off."
    ),
    "writes_nothing": "{role} does not say which character comes next, so it can't write on.",
    "lengths_in_block": (
        "{node} must know how long each sequence is. A block hands on one length, and all of its copies alike: here "
        "they differ. Ungroup it."
    ),
    "heads_in_features": (
        "{node} parts {features} numbers among {heads} heads, which leaves a rest. Use a divisor of {features}."
    ),
    "keys_unlike_queries": (
        "{node} holds queries against keys, number by number: {query} and {key} do not go together. Turn its "
        "projections on."
    ),
    "values_unlike_keys": "{node} needs a value for each key: {key} and {value} do not go together.",
    "positions_too_few": (
        "{node} knows {positions} places, but its sequences have up to {steps} steps. Give it as many places."
    ),
    "projection_too_large": "{node} projects to {projection} numbers: fewer than its {hidden} units they must be.",
    "kind_not_taken": "{node} can't take a {kind} such as {source} gives.",
    "kernel_too_large": (
        "At {kernel} the kernel of {node} is larger than its {input} input. Use kernel "
        "{fits_kernel}, or padding {fits_padding}."
    ),
    "padding_too_large": (
        "The padding {padding} of {node} is more than half its window of {kernel}. Use at most {largest}."
    ),
    "same_needs_stride": (
        "{node} keeps the size of its maps only where it moves by 1, but its stride is {stride}. Set the stride "
        "to 1, or the padding by hand."
    ),
    "one_value": (
        "{node} takes a mean of one value, {source} gives {shape}: nothing would be left of it. Put it where "
        "there is more than one."
    ),
    "output_padding_too_large": (
        "The padding of the output of {node} must stay below its stride or its dilation. Use at most "
        "{largest}."
    ),
    "transposed_to_nothing": (
        "At padding {padding} nothing is left of the map that {node} gives. Use less padding, or a larger "
        "kernel."
    ),
    "matmul_mismatch": (
        "{node} multiplies rows of the left with columns of the right, of one length: {left} and {right} do "
        "not go together."
    ),
    "split_of_all": (
        "{node} sends {first} of {channels} channels the first way, which leaves none for the other. Use "
        "fewer."
    ),
    "no_order": "{order} is no order of {sides} sides for {node}. Name each of 1 to {sides} once.",
    "reflection_too_large": (
        "{node} can show at most {largest} rows or columns of the map again, not {asked}."
    ),
    "cropped_to_nothing": "{node} cuts all off: {source} gives {input} pixels. Cut off less.",
    "shuffle_channels": (
        "{node} makes one map of {square}, but {channels} channels leave a rest. Give it a multiple of "
        "{square}, or another factor."
    ),
    "unflatten_mismatch": (
        "{node} lays {needed} numbers out as {image}, but {source} gives {given}. Give it {needed}, or lay them "
        "out otherwise."
    ),
    "groups_in_channels": (
        "{node} splits {channels} incoming channels into {groups} groups, which leaves a rest. "
        "Use a divisor of {channels}."
    ),
    "groups_out_channels": (
        "{node} splits its {channels} filters into {groups} groups, which leaves a rest. Use a "
        "divisor of {channels}."
    ),
    "shapes_differ": "{node} joins equal shapes: {first} and {second} differ.",
    "sizes_differ": "{node} stacks maps of one size: {first} and {second} differ.",
    "kinds_differ": (
        "{node} stacks images with images and vectors with vectors: {first} and {second} do not go together."
    ),
    # The answer
    "wrong_answer": "{node} must hand on {wanted}, but {source} gives {shape}. Change what stands before it.",
    "wrong_cells": (
        "{node} needs {wanted}: in each cell one objectness, four sides and {classes} classes, "
        "but {source} gives {shape}."
    ),
    "wrong_answer_linear": (
        "{node} must hand on {wanted}, but {source} gives {shape}. Set out_features of {linear} to {expected}."
    ),
    "wrong_output_size": (
        "{node} needs {expected} numbers, one for each class, but {source} gives {shape}. Put a "
        "linear layer with {expected} units before it."
    ),
    "wrong_output_size_linear": (
        "{node} needs {expected} numbers, one for each class, but {source} gives {shape}. Set "
        "out_features of {linear} to {expected}."
    ),
    # Nodes and wires
    "no_input_node": "The network has no input. Add an input layer.",
    "no_output_node": "The network has no output. Add an output layer.",
    "two_inputs": "{node} is a second input beside {first}. Keep one of them.",
    "two_outputs": "{node} is a second output beside {first}. Keep one of them.",
    "not_connected": "{node} is not connected. Wire it in, or delete it.",
    "missing_input": "Nothing arrives at {node}. Wire something to it, or delete it.",
    "missing_output": "{node} leads nowhere. Wire it on, or delete it.",
    "too_few_wires": "{node} joins two or more wires, but only one arrives.",
    "missing_port": "Nothing arrives at the port {port} of {node}. Wire something to it.",
    "unknown_port": "{node} has no port {port}. Delete that wire.",
    "too_many_wires": "{node} takes one wire, but {count} arrive. Join them with add or concat.",
    "takes_no_wire": "{node} is where the data enters: no wire can end there.",
    "gives_no_wire": "{node} is where the answer leaves: no wire can start there.",
    "itself": "{node} can't feed itself.",
    "cycle": "{nodes} feed each other in a circle. Delete one of the wires between them.",
    "duplicate_wire": "The wire from {source} to {node} is there twice. Delete one.",
    "unknown_node": "A wire names {node}, which is not in the network. Delete the wire.",
    "reserved_name": "{node} can't be a name: PyTorch or Python uses it. Rename the node.",
    # Blocks
    "unknown_block": (
        "{node} stands for the block {block}, which is not in the experiment. Choose another block, or "
        "delete it."
    ),
    "unknown_argument": "The block {block} has no parameter {argument}. Take it away from {node}.",
    "unknown_parameter": (
        "In the block {block}, {field} is bound to {parameter}, which is none of its parameters. Bind it "
        "to another, or take the binding away."
    ),
    "unknown_bound_field": (
        "The block {block} binds {field} to {parameter}, and there is no such field in it. Take the "
        "binding away."
    ),
    "bound_field_no_number": (
        "The block {block} binds {field} to {parameter}, and this field is no whole number. Take the "
        "binding away."
    ),
    "argument_not_taken": (
        "{parameter} is {value} in {node}, and {field} of the block {block} can't be that. Choose another"
        " number."
    ),
    "block_in_itself": (
        "The block {block} can't stand in itself: {circle}. Delete {node}, or choose another block for it."
    ),
    "blocks_too_deep": "{node} would be a block within more than {limit} others. Nest fewer.",
    "block_without_input": (
        "The block {block} has no input, so nothing can arrive at {node}. Put an input into it."
    ),
    "block_without_output": (
        "The block {block} has no output, so nothing leaves {node}. Put an output into it."
    ),
    "repeat_needs_one_port": (
        "{node} repeats the block {block}, which has several inputs or outputs: only one with one of each"
        " can follow itself. Set repeat to 1."
    ),
    "repeat_does_not_fit": (
        "{node} repeats the block {block}, which is given {takes} first and then what it gave itself: "
        "{gives}. {inner} can't take that. Set repeat to 1, or let the block give what it takes."
    ),
    "blocks_too_large": (
        "With its blocks opened, the network has more than {limit} nodes. Repeat fewer, or nest less."
    ),
    # A wire being drawn (targets only)
    "wire_exists": "{source} already feeds {node}.",
    "closes_circle": "This wire would close a circle: {source} already depends on {node}.",
    # Limits
    "too_many_parameters": (
        "The network has {count} parameters, most of them in {node}; the limit is {limit}. Make "
        "{node} smaller."
    ),
    "too_many_activations": (
        "One sample becomes {count} numbers in this network, most of them in {node}; the limit is "
        "{limit}. Make {node} smaller."
    ),
    "too_many_flops": (
        "One sample takes {count} operations, most of them in {node}; the limit is {limit}. Make "
        "{node} smaller."
    ),
    "depth_cap": "The longest way through the network passes {count} layers; the limit is {limit}.",
    "node_cap": "The network has {count} nodes; the limit is {limit}.",
    "edge_cap": "The network has {count} wires; the limit is {limit}.",
    # The experiment
    "missing_role": "This algorithm trains a {role}, and the experiment has none.",
    "unknown_role": "This algorithm has no part for a {role}. Delete it.",
    "no_parameters": (
        "{role} has nothing to learn: none of its layers has weights. Add a conv2d or linear layer."
    ),
    "too_costly_untrained": "This network is too large to be shown before it is trained.",
    "too_many_steps": (
        "The run would take {count} steps; the limit is {limit}. Make it shorter; where its length is in "
        "epochs, a larger batch helps too."
    ),
    "missing_optimizer": "{role} learns, and the experiment has no optimizer for it. Add one.",
    "unknown_column": (
        "As {part} the experiment names {path}, and the data has no such column. Choose one that it has."
    ),
    "wrong_column": (
        "{path} is a column of the kind {given}; as {part} this takes {takes}. Choose another loss, or "
        "another column of the data."
    ),
    "wrong_categories": (
        "{path} has {count} classes; as {part} this loss takes {needed}. Choose another loss, or another column "
        "of the data."
    ),
    "unpaired_columns": (
        "As {part} this needs a column of the data set that the others come from: row by row they belong together."
    ),
    "unknown_metric": (
        "The evaluations don't measure {metric}, but {known}. Choose one of these, or switch it off."
    ),
    "too_much_memory": (
        "This batch needs about {needed} GB and the limit is {limit} GB. A batch of {fits} fits."
    ),
    "too_much_memory_for_one": (
        "Even one sample needs about {needed} GB and the limit is {limit} GB. Make the network smaller."
    ),
    "plateau_untested": (
        "A plateau is found by tests of the run, and there are none. Test the run, or change the schedule."
    ),
    "nothing_to_augment": "Augmentation changes images, and no images are taken from these data. Remove it.",
    "no_data_to_train": (
        "There is nothing to train on: the experiment knows the shape of its input alone. Choose a data set, or "
        "train the small sibling of this network."
    ),
    "sample_out_of_range": "Sample {sample} is not in the test set, which has {count}. Choose 0 to {last}.",
    # Inputs that a network is asked about
    "role_unknown": "This experiment has no {role}.",
    "sample_unknown": "There is no such sample in {dataset}, which has {count}.",
    "pixels_not_taken": "The {role} takes no images.",
    "drawing_size": "The drawing has {given} pixels, and the network takes {wanted}.",
    "numbers_not_taken": "The {role} takes no plain numbers.",
    "numbers_count": "{given} numbers were given, and the network takes {wanted}.",
    "one_value_per_map": (
        "{node} would see a single value of each map, and can't normalise that: a batch of the "
        "epoch holds one sample. Use another batch size."
    ),
    "all_frozen": "Nothing of the {role} would learn: all of its layers are frozen. Let go of one.",
    "no_such_weights": "There are no weights {name}: neither such a file, nor a run of the data folder.",
    "no_checkpoint": "This run has saved no such weights.",
    "weights_gone": "The weights to start from are no longer here. Choose them again.",
    "weights_damaged": "This is no whole safetensors file of weights.",
    "weights_kind": "The file holds numbers of a type that is not read here. Save them as one of {kinds}.",
    "weights_fit_nothing": "No layer of the {role} finds its weights in what it is to start from. Choose others.",
    "onnx_missing": 'Writing ONNX takes one package more: pip install "layerlab[onnx]" gets it.',
    "export_failed": "The file could not be written. The memory may be full.",
    "onnx_unknown": "{node} can't be said in ONNX. The PyTorch script can be taken home.",
    "nothing_passes": ("{node} can't be switched off: it makes {output} of {given}, and nothing else does."),
    "not_live": "{name} can't be changed while this run trains.",
    # A run that ended by a fault
    "loss_not_finite": (
        "The loss became NaN at step {step}: the update of {node} was {ratio} times its weights. "
        "Try a tenth of the learning rate."
    ),
    "loss_not_finite_at_once": "The loss was NaN at step {step}. Try a tenth of the learning rate.",
    "out_of_memory": "The memory is full. Use a smaller batch, or a smaller network.",
    "layer_failed": "{node} failed: {error}: {message}",
    "worker_failed": "The run failed: {error}: {message}",
    "disk_full": "The disk is full. Free some space, then go on.",
    "time_is_up": "The run took more than {hours} hours, which is the limit.",
    "device_unavailable": "This computer has no {device}. Set the device to auto.",
    "dataset_unavailable": "{dataset} has to be fetched from {host}, which can't be reached.",
    "dataset_damaged": "{file} is damaged or not the expected file. Delete it, and it is fetched again.",
    # The data folder
    "database_damaged": (
        "{database} is damaged, or no database. Put a copy of yours in its place, or move it away."
    ),
    "database_unreadable": "{database} can't be used: {reason}.",
    "database_newer": "{database} was written by a newer Layerlab. Update this one.",
    # Documents and orders on the command line
    "invalid_json": "This is not JSON: line {line}, column {column} can't be read.",
    "utf16_text": "This text is in UTF-16. Save it as UTF-8, and it opens.",
    "not_utf8": "This text is not UTF-8: byte {byte} can't be read. Save it as UTF-8, and it opens.",
    "duplicate_key": "{key} stands twice in one object. Keep one of them.",
    "invalid_document": "This is not an experiment of Layerlab.",
    "invalid_text": (
        "The text {text} holds characters that can't be stored (NUL or half of a surrogate pair)."
    ),
    "number_not_finite": "{number} is infinite or not a number.",
    "number_too_long": "{number} has more than {digits} digits.",
    "json_too_deep": "The document is nested more than {limit} levels deep.",
    "json_too_many_parts": "The document has more than {limit} lists and objects.",
    "json_too_many_values": "The document has more than {limit} values.",
    "document_too_large": "The document is larger than {limit} MB.",
    "newer_format": (
        "The document has format {format}; this Layerlab reads up to {newest}. Update Layerlab."
    ),
    "unknown_preset": "There is no preset and no file called {name}.",
    "unknown_setting": "There is no setting {path}.",
}


def sentence(code: str, params: Mapping[str, Scalar]) -> str:
    """The sentence of a code, filled; the bare code where it has none here."""
    if code == "invalid_field":
        return _field_sentence(params)
    template = SENTENCES.get(code)
    if template is None:
        details = ", ".join(f"{name} {_shown(value)}" for name, value in params.items())
        words = code.replace("_", " ").capitalize()
        return f"{words} ({details})." if details else f"{words}."
    return template.format_map({name: _shown(value) for name, value in params.items()})


def line(problem: Problem | LayerlabError) -> str:
    """One line that names the place and says what is wrong."""
    place = _place(problem.where)
    words = sentence(problem.code, problem.params)
    return f"{place}: {words}" if place else words


def _place(where: Where) -> str:
    return " ".join(part for part in (where.role, where.node, where.field) if part)


def _shown(value: Scalar) -> str:
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _field_sentence(params: Mapping[str, Scalar]) -> str:
    words = NEEDS.get(str(params.get("constraint")), "has a value that can't be used there")
    return words.format_map({name: _shown(value) for name, value in params.items()}) + "."
