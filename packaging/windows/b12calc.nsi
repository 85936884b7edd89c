; The Windows installer of b12calc: for one user, without an administrator, without a network.
; Called by packaging/windows_installer.py with VERSION, OUT, LISTS (place.nsh and remove.nsh, every file by its name),
; LICENCE, ICON, SIZE (kB), and FROZEN where the payload is a frozen folder and not the wheelhouse.
; Silent: b12calc-setup.exe /S [/D=C:\folder]   (/D last, without quotes). Exit codes: those of install.py, and
; 1 cancelled, 2 broken off. What went wrong is also written to %TEMP%\b12calc-setup.log.

Target amd64-unicode
SetCompressor /FINAL zlib
SetCompress off ; wheels are packed already
RequestExecutionLevel user
ManifestDPIAware true
Name "b12calc ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\b12calc\${VERSION}"
BrandingText "b12calc ${VERSION}"
Icon "${ICON}"
UninstallIcon "${ICON}"
ShowInstDetails show
ShowUninstDetails show

!include LogicLib.nsh
!include FileFunc.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\b12calc ${VERSION}"
!define MENU "$SMPROGRAMS\b12calc"
!define LINK "${MENU}\b12calc ${VERSION}.lnk"

VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "b12calc"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installer of b12calc, for one user"
VIAddVersionKey LegalCopyright "The b12calc contributors; Apache License 2.0"

LicenseData "${LICENCE}"
Page license
Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; ── saying what went wrong ──────────────────────────────────────────────────────────────────────────────────────────

; Say TEXT to whoever sits there and into the log, and end with CODE. Nothing may be half installed by then.
!macro Refuse CODE TEXT
    FileOpen $9 "$TEMP\b12calc-setup.log" w
    FileWriteUTF16LE /BOM $9 "${TEXT}$\r$\n"
    FileClose $9
    DetailPrint "${TEXT}"
    SetErrorLevel ${CODE}
    ${If} ${Silent}
        Quit
    ${EndIf}
    MessageBox MB_OK|MB_ICONEXCLAMATION "${TEXT}"
    SetErrorLevel ${CODE}
    Abort
!macroend

; ── installing ──────────────────────────────────────────────────────────────────────────────────────────────────────

Var WasThere

Section
    SetShellVarContext current
    ; An installation that went to its end is in the registry; one that was broken off has left its uninstaller.
    ReadRegStr $0 HKCU "${KEY}" InstallLocation
    StrCpy $WasThere 0
    ${If} $0 == $INSTDIR
        StrCpy $WasThere 1
    ${EndIf}
    ${IfNot} ${FileExists} "$INSTDIR\uninstall.exe"
        FindFirst $0 $1 "$INSTDIR\*"
        ${DoWhile} $1 != ""
            ${If} $1 != "."
            ${AndIf} $1 != ".."
                FindClose $0
                !insertmacro Refuse 5 "$INSTDIR holds other files. Nothing was installed."
            ${EndIf}
            FindNext $0 $1
        ${Loop}
        FindClose $0
    ${EndIf}

!ifndef FROZEN
    ; Before a byte is placed: is there a Python?
    InitPluginsDir
    SetOutPath "$PLUGINSDIR"
    File "${PAYLOAD}\install.cmd"
    File "${PAYLOAD}\suitable.py"
    nsExec::ExecToStack '"$SYSDIR\cmd.exe" /d /c ""$PLUGINSDIR\install.cmd" --check --quiet"'
    Pop $0
    Pop $1
    ${If} $0 != 0
        !insertmacro Refuse 3 "$1"
    ${EndIf}
    DetailPrint "$1"
!endif

    ClearErrors
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    !include "${LISTS}\place.nsh"
    ${If} ${Errors}
        SetOutPath "$TEMP"
        Call TakeBack
        !insertmacro Refuse 5 "$INSTDIR cannot be written. Is b12calc running from there? Nothing was installed."
    ${EndIf}
    SetOutPath "$INSTDIR"

!ifndef FROZEN
    DetailPrint "Installing the packages; this takes a minute or two."
    nsExec::ExecToStack '"$SYSDIR\cmd.exe" /d /c ""$INSTDIR\install.cmd" --here --quiet"'
    Pop $0
    Pop $1
    ${If} $0 != 0
        ${If} $0 == error
            StrCpy $0 6
        ${EndIf}
        SetOutPath "$TEMP"
        Call TakeBack
        !insertmacro Refuse $0 "$1"
    ${EndIf}
    DetailPrint "$1"
!endif

    CreateDirectory "${MENU}"
!ifdef FROZEN
    CreateShortcut "${LINK}" "$INSTDIR\${FROZEN}" "" "$INSTDIR\b12calc.ico"
!else
    CreateShortcut "${LINK}" "$INSTDIR\venv\Scripts\pythonw.exe" '-I "$INSTDIR\b12calc.pyw"' "$INSTDIR\b12calc.ico"
!endif
    WriteRegStr HKCU "${KEY}" DisplayName "b12calc ${VERSION}"
    WriteRegStr HKCU "${KEY}" DisplayVersion "${VERSION}"
    WriteRegStr HKCU "${KEY}" DisplayIcon "$INSTDIR\b12calc.ico"
    WriteRegStr HKCU "${KEY}" Publisher "The b12calc contributors"
    WriteRegStr HKCU "${KEY}" InstallLocation "$INSTDIR"
    WriteRegStr HKCU "${KEY}" UninstallString '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${KEY}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${KEY}" NoModify 1
    WriteRegDWORD HKCU "${KEY}" NoRepair 1
    WriteRegDWORD HKCU "${KEY}" EstimatedSize ${SIZE}
    Delete "$TEMP\b12calc-setup.log"
SectionEnd

; Take away what was placed, unless an installation that works was there before.
Function TakeBack
    ${If} $WasThere = 0
        !include "${LISTS}\remove.nsh"
        Delete "$INSTDIR\uninstall.exe"
        RMDir "$INSTDIR"
        RMDir "$LOCALAPPDATA\Programs\b12calc"
    ${EndIf}
FunctionEnd

; ── taking away ─────────────────────────────────────────────────────────────────────────────────────────────────────

Section un.b12calc
    SetShellVarContext current
    ; A program that runs holds its files: the folder then cannot be renamed, and nothing is removed.
!ifdef FROZEN
    ClearErrors
    Rename "$INSTDIR\${FROZEN}" "$INSTDIR\${FROZEN}.old"
    Rename "$INSTDIR\${FROZEN}.old" "$INSTDIR\${FROZEN}"
    ${If} ${Errors}
        !insertmacro Refuse 5 "b12calc is running. Close it first; nothing was removed."
    ${EndIf}
!else
    ${If} ${FileExists} "$INSTDIR\venv\*"
        RMDir /r "$INSTDIR\venv.old"
        ClearErrors
        Rename "$INSTDIR\venv" "$INSTDIR\venv.old"
        ${If} ${Errors}
            !insertmacro Refuse 5 "b12calc is running. Close it first; nothing was removed."
        ${EndIf}
    ${EndIf}
    RMDir /r "$INSTDIR\venv.old"
    Delete "$INSTDIR\installed.json"
    Delete "$INSTDIR\install.log"
    Delete "$INSTDIR\unfinished"
!endif
    !include "${LISTS}\remove.nsh"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    RMDir "$LOCALAPPDATA\Programs\b12calc"
    Delete "${LINK}"
    RMDir "${MENU}"
    DeleteRegKey HKCU "${KEY}"
SectionEnd
