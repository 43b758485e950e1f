"""Spans: where the things that a YAML file says stand in its text."""

from collections.abc import Iterator

import yaml

from bot.importing.entry import Value


def entry_nodes(text: str) -> dict[str, yaml.MappingNode]:
    """The entries of the list of lieux by their ids, the first one of each."""
    listed = listed_in(text)
    found: dict[str, yaml.MappingNode] = {}
    for node in listed.value if listed is not None else ():
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if key.value == "id" and isinstance(value, yaml.ScalarNode):
                found.setdefault(value.value, node)
    return found


def listed_in(text: str) -> yaml.SequenceNode | None:
    """The list of lieux; None where there is none."""
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "lieux" and isinstance(value, yaml.SequenceNode):
            return value
    return None


def values_of(node: yaml.Node) -> Value:
    """What ``node`` says, as ``YamlFile`` would have it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: values_of(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [values_of(item) for item in node.value]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value  # type: ignore[return-value]  # as YamlFile


def leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """The scalars of ``node``, keys among them, in their order."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield from leaves(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from leaves(item)
    else:
        yield node


def end_of(text: str, node: yaml.Node) -> int:
    """Where the last thing written of ``node`` ends."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    return start + len(text[start:end].rstrip()) if end > start else end


def line_start(text: str, index: int) -> int:
    """Where the line of ``index`` starts."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Where the line of ``index`` ends, before what parts it from the next."""
    end = next_line(text, index)
    return index + len(text[index:end].rstrip("\r\n"))


def next_line(text: str, index: int) -> int:
    """Where the line after that of ``index`` starts."""
    return text.find("\n", index) + 1 or len(text)
