# What PowerShell has on Windows alone and the export agent calls: a folder's permissions, as a file beside it says, or
# as the stack makes them.
function Get-Acl {
  [CmdletBinding()] param([string]$LiteralPath)
  $file = Join-Path $LiteralPath '.sddl'
  [pscustomobject]@{ Sddl = if (Test-Path -LiteralPath $file) { Get-Content -Raw -LiteralPath $file } else { 'O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)' } }
}
Export-ModuleMember -Function Get-Acl
