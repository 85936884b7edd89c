/* Stands in for Python on Windows, as py.exe or python.exe: check_under_wine.sh builds it.
   STAND_IN_HAS: the versions py.exe knows, as "3.13 3.12"; a python.exe is suitable where it holds "python".
   STAND_IN_FAILS: the exit code of install.py. STAND_IN_TOLD: the file that gets each command line of install.py. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int install(const char *script)
{
    char path[MAX_PATH];
    const char *told = getenv("STAND_IN_TOLD"), *fails = getenv("STAND_IN_FAILS");
    FILE *file = told ? fopen(told, "a") : NULL;
    if (file) {
        fprintf(file, "%s\n", GetCommandLineA());
        fclose(file);
    }
    snprintf(path, sizeof path, "%.*svenv", (int)(strlen(script) - strlen("install.py")), script);
    CreateDirectoryA(path, NULL);
    if (fails && *fails) {
        RemoveDirectoryA(path);
        fprintf(stderr, "b12calc: The packages could not be installed. Nothing was installed.\n");
        return atoi(fails);
    }
    strcat(path, "\\Scripts");
    CreateDirectoryA(path, NULL);
    strcat(path, "\\pythonw.exe");
    fclose(fopen(path, "w"));
    snprintf(path, sizeof path, "%.*sinstalled.json", (int)(strlen(script) - strlen("install.py")), script);
    fclose(fopen(path, "w"));
    printf("b12calc is installed\n");
    return 0;
}

int main(int count, char **words)
{
    const char *has = getenv("STAND_IN_HAS"), *wanted = "python";
    int at = 1;
    if (count > at && words[at][0] == '-' && words[at][1] == '3')
        wanted = words[at++] + 1;
    if (count <= at + 1 || strcmp(words[at], "-I"))
        return 2;
    if (!has || !strstr(has, wanted))
        return 103;
    const char *script = words[at + 1], *name = strrchr(script, '\\');
    if (name && !strcmp(name, "\\install.py"))
        return install(script);
    if (count == at + 2)
        printf("Python %s: %s\n", wanted, words[0]);
    return 0;
}
