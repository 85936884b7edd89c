@echo off
rem Install b12calc for this user, without a network: install.cmd [--into FOLDER | --here] [--remove] [--check] [--quiet]
rem B12CALC_PYTHON=C:\path\python.exe chooses the Python. A new version stands beside the old one, which stays runnable.
setlocal EnableExtensions DisableDelayedExpansion
set "HERE=%~dp0"
set "FOUND="
rem Both launchers of Python can fetch a missing one from the network; neither may.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "PYLAUNCHER_ALLOW_INSTALL="

set "QUIET="
set "CHECK="
set "WORDS="
:read
if "%~1"=="" goto choose
if /i "%~1"=="--quiet" (set "QUIET=1") else if /i "%~1"=="--check" (set "CHECK=1") else (set WORDS=%WORDS% %1)
shift
goto read

:choose
set "NAMED="
if defined B12CALC_PYTHON set "NAMED=%B12CALC_PYTHON:"=%"
if not "%NAMED%"=="" goto named
for %%V in (3.13 3.12 3.11) do call :try py -%%V
for %%P in (python.exe python3.exe) do call :try %%P
if defined FOUND goto do
echo b12calc: it needs Python 3.11, 3.12 or 3.13 (64-bit), and none was found for this user. Nothing was installed.>&2
echo b12calc: get one from python.org, "Windows installer (64-bit)"; it installs without an administrator. Then try again.>&2
set "CODE=3"
goto end

:named
if exist "%NAMED%" call :try "%NAMED%"
if defined FOUND goto do
echo b12calc: B12CALC_PYTHON names no suitable Python: %NAMED%. Nothing was installed.>&2
set "CODE=3"
goto end

:do
if defined CHECK (%FOUND% -I "%HERE%suitable.py") else (%FOUND% -I "%HERE%install.py"%WORDS%)
set "CODE=%ERRORLEVEL%"

:end
rem Whoever clicked has to be able to read it.
if not defined QUIET if not defined CHECK pause
exit /b %CODE%

:try
if defined FOUND exit /b 0
%* -I "%HERE%suitable.py" --quiet >nul 2>nul
if not errorlevel 1 set FOUND=%*
exit /b 0
