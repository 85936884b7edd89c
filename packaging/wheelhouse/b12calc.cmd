@echo off
rem Start b12calc: no argument opens the window, all else goes to the command line.
setlocal EnableExtensions DisableDelayedExpansion
set "PLACE=%~dp0"
if not exist "%PLACE%venv\Scripts\pythonw.exe" (
    echo b12calc: it is not installed here yet: run install.cmd first.>&2
    exit /b 1
)
if "%~1"=="" (
    start "" "%PLACE%venv\Scripts\pythonw.exe" -I "%PLACE%b12calc.pyw"
) else (
    "%PLACE%venv\Scripts\python.exe" -I "%PLACE%b12calc.pyw" %*
)
