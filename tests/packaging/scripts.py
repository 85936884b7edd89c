"""What tests of packaging share: its scripts as modules, and a wheelhouse so small that installing it takes seconds."""

import hashlib
import importlib.util
import sys
import zipfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
ABOUT_WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
ANSWER = 'print("b12calc {version}")\n\n\ndef main():\n    print("b12calc {version}")\n'


def load(script: str) -> ModuleType:
    """Return one script of packaging/ as a module; the folder itself never becomes a package."""
    name = f"packaging_script_{Path(script).stem}"
    spec = importlib.util.spec_from_file_location(name, PACKAGING / script)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tiny_wheel(folder: Path, name: str = "b12calc", version: str = "0.1.0") -> Path:
    """Write a wheel of one module that answers with its version."""
    path, about = folder / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{name}/__init__.py", "")
        file.writestr(f"{name}/__main__.py", ANSWER.format(version=version))
        file.writestr(f"{about}/METADATA", METADATA.format(name=name, version=version))
        file.writestr(f"{about}/WHEEL", ABOUT_WHEEL)
        file.writestr(f"{about}/entry_points.txt", f"[console_scripts]\n{name} = {name}.__main__:main\n")
        file.writestr(f"{about}/RECORD", "")
    return path


def tiny_house(folder: Path, version: str = "0.1.0") -> Path:
    """Make a wheelhouse for Linux that holds b12calc alone, and that a tiny one."""
    house = load("wheelhouse.py")
    (folder / "wheels").mkdir(parents=True)
    wheel = tiny_wheel(folder / "wheels", version=version)
    house.take_files(folder, house.SYSTEMS["linux"])
    (folder / "requirements.txt").write_text(f"b12calc=={version} --hash=sha256:{digest(wheel)}\n")
    (folder / "SHA256SUMS").write_text(house.sums(folder))
    return folder
