@echo off
rem Starts vcluster on the runtime beside it, or on the java that the machine has.
setlocal
for %%i in ("%~dp0..") do set "home=%%~fi"
set "java=%home%\runtime\bin\java.exe"
set "cache=-XX:AOTCache=%home%\lib"
set "end=aot"
if not exist "%java%" set "cache=-XX:SharedArchiveFile=%home%\lib"
if not exist "%java%" set "end=jsa"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" set "java=java.exe"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
"%java%" "%cache%\full.%end%" "@%home%\lib\java.options" ^
  "-Dvcluster.cache=%cache%\full.%end%" "-Dvcluster.options=@%home%\lib\java.options" ^
  -cp "%home%\lib\*" vcluster.cli.VclusterMain %*
exit /b %ERRORLEVEL%
