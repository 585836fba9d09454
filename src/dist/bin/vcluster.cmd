@echo off
rem Starts vcluster on the runtime beside it, or on the java that the machine has.
setlocal
for %%i in ("%~dp0..") do set "home=%%~fi"
set "java=%home%\runtime\bin\java.exe"
if not exist "%java%" if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" set "java=java.exe"
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
"%java%" -XX:SharedArchiveFile="%home%\lib\vcluster.jsa" -Xshare:auto ^
  -Xlog:disable -Xlog:all=off ^
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData ^
  -Djdk.http.auth.tunneling.disabledSchemes= ^
  -Dvcluster.archive="%home%\lib\vcluster.jsa" -Dvcluster.version=@project.version@ ^
  -cp "%home%\lib\vcluster.jar;@dist.class-path.windows@" ^
  vcluster.cli.VclusterMain %*
exit /b %ERRORLEVEL%
