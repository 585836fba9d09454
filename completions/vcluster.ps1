# PowerShell completion for vcluster, made by "vcluster completion powershell".
# For PowerShell 5.1 and newer. Pressing Tab starts no program.

Register-ArgumentCompleter -Native -CommandName 'vcluster' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)

  # Subcommands, Options: what may follow the command at hand. Arguments: its other words; Place:
  # how many of them have been seen. Mode: 'line' or 'path' within an argument that is a command
  # line or a command's name itself. Lent: the options are still those of the command that has this
  # argument. Closed: behind '--'. Due: the kind of value that the option before the cursor takes.
  $s = @{
    Node = ''; Subcommands = @(); Options = @(); Arguments = @(); Repeated = $false; Place = 0
    Mode = ''; Lent = $false; Closed = $false; Due = ''
  }

  # Everything that can be said: what every command takes, then what each command has of its own.
  function _vcluster_table($path) {
    _vcluster_option 'Config file (default: ~/.vcluster/config.json)' 'file' '--config'
    _vcluster_option 'Print debug output' 'none' '--debug'
    _vcluster_option 'Print only results and errors' 'none' '-s' '--silent'
    _vcluster_option 'plain, raw or json; has no effect, kept for existing scripts' 'words plain raw json' '--log-output'
    _vcluster_option 'Kube context to use' 'free' '--context'
    _vcluster_option 'Kubernetes namespace to use' 'free' '-n' '--namespace'
    _vcluster_option 'Show this help' 'none' '-h' '--help'
    switch -CaseSensitive ($path) {
      'vcluster' {
        _vcluster_command 'Control, inspect and upload this CLI''s telemetry' 'telemetry'
        _vcluster_command 'Create a virtual cluster with helm' 'create'
        _vcluster_command 'Print the completion script for a shell' 'completion'
        _vcluster_command 'Print the version' 'version'
        _vcluster_command 'Show the help of a command' 'help'
        _vcluster_option 'Show the version' 'none' '-v' '--version'
      }
      'vcluster telemetry' {
        _vcluster_command 'Turn telemetry on' 'enable'
        _vcluster_command 'Turn telemetry off and delete waiting events' 'disable'
        _vcluster_command 'Show whether telemetry is on, and why' 'status'
        _vcluster_command 'Print the exact request body for a command line' 'preview'
        _vcluster_command 'Show the requests sent from this machine' 'log'
        _vcluster_command 'Upload waiting events now' 'flush'
        _vcluster_command 'Print helm values that pass your choice on' 'values'
      }
      'vcluster telemetry disable' {
        _vcluster_argument 'free' 'repeated'
      }
      'vcluster telemetry status' {
        _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      }
      'vcluster telemetry preview' {
        _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
        _vcluster_argument 'line' 'repeated'
      }
      'vcluster telemetry log' {
        _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      }
      'vcluster telemetry flush' {
        _vcluster_option 'Output format: text or json (default: text)' 'words text json' '-o' '--output'
      }
      'vcluster telemetry values' {
        _vcluster_option 'Chart version, for example 0.19.10 (default: newest)' 'free' '--chart-version'
        _vcluster_option 'Output format: yaml or json (default: yaml)' 'words yaml json' '-o' '--output'
      }
      'vcluster create' {
        _vcluster_option 'Change the virtual cluster if it already exists' 'none' '--upgrade'
        _vcluster_option 'Chart version (default: newest)' 'free' '--chart-version'
        _vcluster_option 'Chart repository (default: https://charts.loft.sh)' 'free' '--chart-repo'
        _vcluster_option 'Chart name (default: vcluster)' 'free' '--chart-name'
        _vcluster_option 'Folder of a local chart to use instead' 'folder' '--local-chart-dir'
        _vcluster_option 'Helm values file; may be repeated' 'file' '-f' '--values'
        _vcluster_option 'A single helm value; may be repeated' 'free' '--set'
        _vcluster_option 'Create the namespace if it is missing (default: true; charts 0.20 and later)' 'none' '--create-namespace'
        _vcluster_option 'Kubeconfig to use' 'file' '--kubeconfig'
        _vcluster_option 'Print the helm command and its values without running it' 'none' '--dry-run'
        _vcluster_option 'helm binary (default: from PATH)' 'file' '--helm-binary'
        _vcluster_argument 'free'
      }
      'vcluster completion' {
        _vcluster_option 'Leave out the descriptions' 'none' '--no-descriptions'
        _vcluster_argument 'words bash zsh fish powershell'
      }
      'vcluster help' {
        _vcluster_argument 'path' 'repeated'
      }
    }
  }

  function _vcluster_command($note, $name) {
    $s.Subcommands += @{ Name = $name; Note = $note }
  }

  function _vcluster_option($note, $value) {
    if (-not $s.Lent) {
      foreach ($name in $args) {
        $s.Options += @{ Name = $name; Note = $note; Value = $value }
      }
    }
  }

  function _vcluster_argument($value, $repeated) {
    $s.Arguments += $value
    $s.Repeated = [bool]$repeated
  }

  # Makes a command the one at hand.
  function _vcluster_enter($path) {
    $s.Node = $path
    $s.Place = 0
    $s.Subcommands = @()
    $s.Arguments = @()
    $s.Repeated = $false
    if (-not $s.Lent) { $s.Options = @() }
    _vcluster_table $path
    if ($s.Mode -eq 'path') {
      $s.Arguments = @()
      $s.Repeated = $false
    } else {
      _vcluster_restart
    }
  }

  # An argument that is a command line or a command's name starts again at the top.
  function _vcluster_restart {
    $value = _vcluster_argument_at
    if ($value -eq 'line' -or $value -eq 'path') {
      $s.Mode = $value
      $s.Lent = $true
      _vcluster_enter 'vcluster'
    }
  }

  # What the argument at this place takes; empty: there is no such argument.
  function _vcluster_argument_at {
    if ($s.Place -lt $s.Arguments.Count) { return $s.Arguments[$s.Place] }
    if ($s.Repeated) { return $s.Arguments[-1] }
    return ''
  }

  # Takes in one word before the cursor; false if it makes no sense there.
  function _vcluster_step($word) {
    if ($s.Due) {
      $s.Due = ''
      return $true
    }
    if (-not $s.Closed -and $word -ceq '--') {
      _vcluster_close
      return $true
    }
    if (-not $s.Closed -and $word -like '-?*') {
      $option = _vcluster_option_at $word
      if (-not $option.Lead -and $option.Value -ne 'none') { $s.Due = $option.Value }
      return $true
    }
    if (@($s.Subcommands | Where-Object { $_.Name -ceq $word }).Count -gt 0) {
      # From its first word on, a command line has options of its own.
      if ($s.Mode -eq 'line') { $s.Lent = $false }
      _vcluster_enter ($s.Node + ' ' + $word)
      return $true
    }
    if (-not (_vcluster_argument_at)) { return $false }
    $s.Place++
    _vcluster_restart
    return $true
  }

  # Behind '--' a command line has its own options too; otherwise there are only arguments left.
  function _vcluster_close {
    if ($s.Mode -eq 'line' -and $s.Lent) {
      $kept = $s.Place
      $s.Lent = $false
      _vcluster_enter $s.Node
      $s.Place = $kept
    } else {
      $s.Closed = $true
      if ($s.Mode -ne 'path') { $s.Subcommands = @() }
    }
  }

  # The value that the option in this word takes, and the lead, what stands before an attached
  # value: --output=json, -ojson, -o=json; flags may come first, as in -sojson.
  function _vcluster_option_at($word) {
    if ($word.StartsWith('--')) {
      $end = $word.IndexOf('=')
      if ($end -lt 0) { return @{ Value = (_vcluster_value_of $word); Lead = '' } }
      $name = $word.Substring(0, $end)
      return @{ Value = (_vcluster_value_of $name); Lead = $name + '=' }
    }
    for ($i = 1; $i -lt $word.Length -and $word[$i] -ne '='; $i++) {
      $value = _vcluster_value_of ('-' + $word[$i])
      if ($value -ne 'none') {
        $end = $i + 1
        if ($end -eq $word.Length) { return @{ Value = $value; Lead = '' } }
        if ($word[$end] -eq '=') { $end++ }
        return @{ Value = $value; Lead = $word.Substring(0, $end) }
      }
    }
    return @{ Value = 'none'; Lead = '' }
  }

  function _vcluster_value_of($name) {
    foreach ($option in $s.Options) {
      if ($option.Name -ceq $name) { return $option.Value }
    }
    return 'none'
  }

  function _vcluster_result($word, $note) {
    if ($word.StartsWith($typed, [StringComparison]::Ordinal)) {
      if (-not $note) { $note = $word }
      [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $note)
    }
  }

  # What may stand at the cursor.
  function _vcluster_offer {
    $words = $s.Subcommands
    $value = $s.Due
    $lead = ''
    if ($value) {
      $words = @()
    } elseif (-not $s.Closed -and $typed.StartsWith('-')) {
      $option = _vcluster_option_at $typed
      $lead = $option.Lead
      if ($lead) {
        $words = @()
        $value = $option.Value
      } else {
        $words = $s.Options
      }
    } else {
      $value = _vcluster_argument_at
    }
    foreach ($word in $words) { _vcluster_result $word.Name $word.Note }
    if ($value -like 'words *') {
      foreach ($word in ($value.Split(' ') | Select-Object -Skip 1)) { _vcluster_result ($lead + $word) '' }
    } elseif ($value -eq 'file' -or $value -eq 'folder') {
      $path = $typed.Substring($lead.Length)
      foreach ($file in [System.Management.Automation.CompletionCompleters]::CompleteFilename($path)) {
        $text = $lead + $file.CompletionText
        [System.Management.Automation.CompletionResult]::new($text, $file.ListItemText, $file.ResultType, $file.ToolTip)
      }
    }
  }

  $before = @()
  $typed = ''
  foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
    $start = $element.Extent.StartOffset
    if ($element.Extent.EndOffset -lt $cursorPosition) {
      $before += $element.Extent.Text -replace '["'']', ''
    } elseif ($start -lt $cursorPosition) {
      $typed = $element.Extent.Text.Substring(0, $cursorPosition - $start)
    }
  }

  _vcluster_enter 'vcluster'
  $understood = $true
  foreach ($word in $before) {
    $understood = $understood -and (_vcluster_step $word)
  }
  $results = @(if ($understood) { _vcluster_offer })
  # Without any result PowerShell would offer the names of files.
  if ($results.Count -gt 0) { $results } else { '' }
}
