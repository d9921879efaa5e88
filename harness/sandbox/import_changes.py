"""Changes modules as code imports them, and stands in for those that are not installed."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Callable, Dict, Optional, cast

_Change = Callable[[ModuleType], None]


class ChangedImports:
    """Finds modules as usual, and changes some of them once they are loaded.

    Args:
        changes: What to do with a module, by its name.
    """

    def __init__(self, changes: Dict[str, _Change]) -> None:
        self._changes = changes
        for name in changes:
            if name in sys.modules:
                changes[name](sys.modules[name])
        sys.meta_path.insert(0, self)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Optional[ModuleSpec]:
        """Find a module that is to be changed, as all other finders do."""
        if name not in self._changes:
            return None
        others = [it for it in sys.meta_path if it is not self and hasattr(it, "find_spec")]
        spec = next(filter(None, (it.find_spec(name, path, target) for it in others)), None)
        if spec is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = cast("Any", _Changing(spec, self._changes[name]))
        return spec


class _Changing:
    def __init__(self, spec: ModuleSpec, change: _Change) -> None:
        self._spec, self._loader, self._change = spec, spec.loader, change

    def create_module(self, spec: ModuleSpec) -> Any:
        assert self._loader is not None
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        assert self._loader is not None
        self._spec.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        self._change(module)


class StandIns:
    """Gives modules that no other finder finds.

    Args:
        modules: The names of each, by its own.
    """

    def __init__(self, modules: Dict[str, Dict[str, Any]]) -> None:
        self._modules = modules
        sys.meta_path.append(self)

    def find_spec(self, name: str, _path: Any = None, _target: Any = None) -> Optional[ModuleSpec]:
        """Find a module that is stood in for."""
        if name not in self._modules:
            return None
        package = any(other.startswith(name + ".") for other in self._modules)
        return ModuleSpec(name, cast("Any", self), is_package=package)

    def create_module(self, _spec: ModuleSpec) -> None:
        """Leave the making of a module to Python."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill a module."""
        module.__dict__.update(self._modules[module.__name__])
