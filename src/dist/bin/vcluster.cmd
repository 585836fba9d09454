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
"%java%" "%cache%\vcluster.%end%" "-Dvcluster.uploader=%cache%\uploader.%end%" ^
  -Xlog:disable -Xlog:all=off ^
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData ^
  -Dpicocli.disable.closures=true "-Dpicocli.converters.excludes=java.*" ^
  -Djdk.http.auth.tunneling.disabledSchemes= ^
  -Dvcluster.version=@project.version@ ^
  -cp "%home%\lib\vcluster.jar;@dist.class-path.windows@" ^
  vcluster.cli.VclusterMain %*
exit /b %ERRORLEVEL%
