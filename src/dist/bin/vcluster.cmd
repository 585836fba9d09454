@echo off
rem Starts vcluster on the runtime beside it, or on the java that the machine has. Windows takes
rem "home" and HOME for one variable, and each reaches the program: so none has a name that others use.
setlocal EnableExtensions DisableDelayedExpansion
for %%i in ("%~dp0..") do set "VCLUSTER_LAUNCHER_HOME=%%~fi"
set "VCLUSTER_LAUNCHER_JAVA=%VCLUSTER_LAUNCHER_HOME%\runtime\bin\java.exe"
set "VCLUSTER_LAUNCHER_CACHE=-XX:AOTCache=%VCLUSTER_LAUNCHER_HOME%\lib\full.aot"
if exist "%VCLUSTER_LAUNCHER_JAVA%" goto start
set "VCLUSTER_LAUNCHER_CACHE=-XX:SharedArchiveFile=%VCLUSTER_LAUNCHER_HOME%\lib\full.jsa"
if defined JAVA_HOME set "VCLUSTER_LAUNCHER_JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%VCLUSTER_LAUNCHER_JAVA%" set "VCLUSTER_LAUNCHER_JAVA=java.exe"
:start
rem These would make java print.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
"%VCLUSTER_LAUNCHER_JAVA%" "%VCLUSTER_LAUNCHER_CACHE%" "@%VCLUSTER_LAUNCHER_HOME%\lib\java.options" ^
  "-Dvcluster.cache=%VCLUSTER_LAUNCHER_CACHE%" ^
  "-Dvcluster.options=@%VCLUSTER_LAUNCHER_HOME%\lib\java.options" ^
  -cp "%VCLUSTER_LAUNCHER_HOME%\lib\*" vcluster.cli.VclusterMain %*
exit /b %ERRORLEVEL%
