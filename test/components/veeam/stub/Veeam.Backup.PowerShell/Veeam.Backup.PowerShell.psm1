# The cmdlets of Veeam's module that the stack calls, for a real PowerShell: parameters, their types and the objects'
# properties as the vendor's reference (13) and public reports on real servers have them. It keeps what it is told for
# as long as the process lasts, and backs up nothing. No table of it is taken from the stack's scripts.

enum VBRAgentType { Windows; Linux; Mac; Unix }
enum VBRComputerBackupJobType { Workstation; Server; FailoverCluster }
enum VBRComputerBackupJobMode { ManagedByAgent; ManagedByBackupServer }
enum VBRComputerBackupJobBackupType { EntireComputer; SelectedFiles; SelectedVolumes }
enum VBRRetentionType { RestorePoints; RestoreDays }
enum VBRServerScheduleType { Daily; Monthly; Periodically; AfterJob }
enum VBRDailyOptionsType { Everyday; WeekDays; SelectedDays }
enum VBRDayNumberInMonth { First; Second; Third; Fourth; Last; OnDay }
enum VBRWeekOfMonth { First; Second; Third; Fourth; Last }
enum VBRMonth { January = 1; February; March; April; May; June; July; August; September; October; November; December }
enum VBRFullBackupScheduleType { Weekly; Monthly }
enum VBRHealthCheckScheduleType { Weekly; Monthly }
enum VBRConfigurationBackupScheduleType { Daily; Monthly }
enum VBRCompressionLevel { None; DedupeFriendly; Optimal; High; Extreme }
enum VBRStorageOptimizationType { LocalTarget; LocalTargetHugeBackup; LANTarget; WANTarget }

$server = $null
$keys = [Collections.ArrayList]@()
$jobs = [Collections.ArrayList]@()
$groups = [Collections.ArrayList]@()
$repositories = [Collections.ArrayList]@()
$refusals = @{}

$local = [pscustomobject]@{ Name = 'VBR01'; Type = 'Local' }
function New-Repository($Name) { [pscustomobject]@{ Id = [guid]::NewGuid(); Name = $Name; Description = ''; Type = 'WinLocal'; FriendlyPath = 'C:\Backup'; Host = $local } }
function New-Named($Name) {
  [pscustomobject]@{
    Id = [guid]::NewGuid(); Name = $Name; Description = 'of an operator'; DeploymentOptions = $null
    Container = [pscustomobject]@{ Type = 'IndividualComputers'; CustomCredentials = @() }
  }
}
$null = $groups.Add((New-Named 'Manually Added')), $groups.Add((New-Named 'smb-servers'))
$null = $repositories.Add((New-Repository 'Default Backup Repository'))
$configuration = [pscustomobject]@{
  Enabled = $true; Repository = $repositories[0]; ScheduleOptions = $null; RestorePointsToKeep = 10
  EncryptionOptions = [pscustomobject]@{ Enabled = $false; Key = $null }
}

# What an operator does outside of PowerShell.
function Set-StubRefusal($Cmdlet, $Message) { $refusals[$Cmdlet] = $Message }
function Add-StubGroup($Name) { $null = $groups.Add((New-Named $Name)) }
function Add-StubRepository($Name) { $null = $repositories.Add((New-Repository $Name)) }
function Get-StubKey {
  $all = $keys | ForEach-Object { @{ description = $_.Description; password = [Net.NetworkCredential]::new('', $_.EncryptedPassword).Password } }
  ConvertTo-Json -Compress @($all)
}


# Version 12 has no certificate to accept.
function Set-StubVersion12 {
  Set-Item function:global:Connect-VBRServer {
    [CmdletBinding()] param([string]$Server, [int]$Port, [int]$Timeout)
    if ($null -ne $script:server) { throw 'You are already connected' }
    $script:server = $Server
  }
}

# What is installed, and on what.
$installation = [pscustomobject]@{
  Build = [version]'13.0.2.29'; System = [pscustomobject]@{ Caption = 'Microsoft Windows Server 2022 Standard'; Version = '10.0.20348' }
  Status = 'Valid'; Allowed = [double]10; Workloads = @()
}
function Set-StubInstallation($Name, $Value) { $installation.$Name = $Value }
function Get-CimInstance {
  [CmdletBinding()] param([Parameter(Mandatory)][string]$ClassName)
  if ($ClassName -ne 'Win32_OperatingSystem') { throw "Invalid class $ClassName" }
  $installation.System
}
function Get-VBRBackupServerInfo {
  [CmdletBinding()] param()
  Assert-Session 'Get-VBRBackupServerInfo'
  [pscustomobject]@{ Name = 'vbr01'; Build = $installation.Build; PatchLevel = '' }
}
function Get-VBRInstalledLicense {
  [CmdletBinding()] param()
  Assert-Session 'Get-VBRInstalledLicense'
  [pscustomobject]@{
    Status = $installation.Status; Edition = 'Community'
    InstanceLicenseSummary = [pscustomobject]@{
      LicensedInstancesNumber = $installation.Allowed; UsedInstancesNumber = $installation.Workloads.Count
      Workload = @($installation.Workloads | ForEach-Object { [pscustomobject]@{ Name = $_; UsedInstancesNumber = 1 } })
    }
  }
}

function Assert-Session([string]$Cmdlet) {
  if ($null -eq $script:server) { throw "$Cmdlet`: not connected to a server" }
  if ($refusals.ContainsKey($Cmdlet)) { throw $refusals[$Cmdlet] }
}

function Connect-VBRServer {
  [CmdletBinding()]
  param([string]$Server, [int]$Port, [int]$Timeout, [switch]$ForceAcceptTlsCertificate, [string]$User, [string]$Password)
  if ($null -ne $script:server) { throw "You are already connected to $($script:server):443. Close previous session first" }
  if ($refusals.ContainsKey('Connect-VBRServer')) { throw $refusals['Connect-VBRServer'] }
  if (-not $ForceAcceptTlsCertificate -or $env:STUB_CONNECT -eq 'hangs') { [Threading.Thread]::Sleep([Threading.Timeout]::Infinite) }
  $script:server = $Server
}

function Disconnect-VBRServer { [CmdletBinding()] param() $script:server = $null }

function Get-VBRServerSession {
  [CmdletBinding()] param()
  if ($null -ne $script:server) { [pscustomobject]@{ Server = $script:server; Port = 443 } }
}

function Add-VBREncryptionKey {
  [CmdletBinding()]
  param([Parameter(Mandatory)][securestring]$Password, [string]$Description)
  Assert-Session 'Add-VBREncryptionKey'
  $key = [pscustomobject]@{
    Id = [guid]::NewGuid(); Description = $(if ($PSBoundParameters.ContainsKey('Description')) { $Description })
    EncryptedPassword = $Password; ModificationDateUtc = [DateTime]::UtcNow
  }
  $null = $keys.Add($key)
  $key
}

function Get-VBREncryptionKey { [CmdletBinding()] param([string]$Description) Assert-Session 'Get-VBREncryptionKey'; $keys.ToArray() }

function Set-VBREncryptionKey {
  [CmdletBinding()]
  param([Parameter(Mandatory)]$EncryptionKey, [securestring]$Password, [string]$Description)
  Assert-Session 'Set-VBREncryptionKey'
  if ($PSBoundParameters.ContainsKey('Password')) { $EncryptionKey.EncryptedPassword = $Password }
  if ($PSBoundParameters.ContainsKey('Description')) { $EncryptionKey.Description = $Description }
  $EncryptionKey
}

enum VBRCredentialsType { Linux; Windows; LinuxPubKey; ManagedSvcAccount }
$credentials = [Collections.ArrayList]@()
function Get-StubLogIn { ConvertTo-Json -Compress @($credentials | ForEach-Object { @{ user = $_.Name; description = $_.Description; password = $_.Password } }) }
function Get-VBRCredentials { [CmdletBinding()] param([string[]]$Name) Assert-Session 'Get-VBRCredentials'; $credentials.ToArray() }
function Add-VBRCredentials {
  [CmdletBinding()] param([Parameter(Mandatory)][string]$User, [string]$Password, [string]$Description, [VBRCredentialsType]$Type)
  Assert-Session 'Add-VBRCredentials'
  $made = [pscustomobject]@{ Id = [guid]::NewGuid(); Name = $User; Description = $Description; Password = $Password }
  $null = $credentials.Add($made)
  $made
}
function Set-VBRCredentials {
  [CmdletBinding()] param([Parameter(Mandatory)]$Credential, [string]$User, [string]$Password, [string]$Description)
  Assert-Session 'Set-VBRCredentials'
  if ($PSBoundParameters.ContainsKey('User')) { $Credential.Name = $User }
  foreach ($name in 'Password', 'Description') { if ($PSBoundParameters.ContainsKey($name)) { $Credential.$name = $PSBoundParameters[$name] } }
  $Credential
}
function New-VBRIndividualComputerCustomCredentials {
  [CmdletBinding()] param([Parameter(Mandatory)][string]$HostName, [Parameter(Mandatory)]$Credentials)
  [pscustomobject]@{ HostName = $HostName; Credentials = $Credentials; UseTemporaryCertificate = $false }
}
function New-VBRIndividualComputerContainer {
  [CmdletBinding()] param([Parameter(Mandatory)][object[]]$CustomCredentials)
  [pscustomobject]@{ Type = 'IndividualComputers'; CustomCredentials = $CustomCredentials }
}
function New-VBRProtectionGroupDeploymentOptions {
  [CmdletBinding()] param([switch]$InstallAgent, [switch]$UpgradeAutomatically, [switch]$InstallDriver, [switch]$RebootIfRequired)
  [pscustomobject]@{
    InstallAgent = [bool]$InstallAgent; UpgradeAutomatically = [bool]$UpgradeAutomatically
    InstallDriver = [bool]$InstallDriver; RebootIfRequired = [bool]$RebootIfRequired
  }
}
function Add-VBRProtectionGroup {
  [CmdletBinding()] param([Parameter(Mandatory)][string]$Name, [Parameter(Mandatory)]$Container, [string]$Description, $DeploymentOptions)
  Assert-Session 'Add-VBRProtectionGroup'
  if (@($groups | Where-Object { $_.Name -eq $Name }).Count -gt 0) { throw "Protection group '$Name' already exists." }
  $made = [pscustomobject]@{ Id = [guid]::NewGuid(); Name = $Name; Description = $Description; Container = $Container; DeploymentOptions = $DeploymentOptions }
  $null = $groups.Add($made)
  $made
}
function Set-VBRProtectionGroup {
  [CmdletBinding()] param([Parameter(Mandatory)]$ProtectionGroup, [string]$Name, [string]$Description, $Container, $DeploymentOptions)
  Assert-Session 'Set-VBRProtectionGroup'
  foreach ($name in 'Name', 'Description', 'Container', 'DeploymentOptions') {
    if ($PSBoundParameters.ContainsKey($name)) { $ProtectionGroup.$name = $PSBoundParameters[$name] }
  }
  $ProtectionGroup
}

function Get-VBRProtectionGroup { [CmdletBinding()] param([string[]]$Name) Assert-Session 'Get-VBRProtectionGroup'; $groups.ToArray() }
function Get-VBRBackupRepository { [CmdletBinding()] param([string[]]$Name) Assert-Session 'Get-VBRBackupRepository'; $repositories.ToArray() }

function Get-VBRServer { [CmdletBinding()] param([string]$Type) Assert-Session 'Get-VBRServer'; $local }

enum VBRRepositoryType { WinLocal; LinuxLocal; CifsShare; Nfs; Hardened }
function Add-VBRBackupRepository {
  [CmdletBinding()]
  param([Parameter(Mandatory)][string]$Folder, [Parameter(Mandatory)][VBRRepositoryType]$Type, [string]$Name, [string]$Description, [object[]]$Server)
  Assert-Session 'Add-VBRBackupRepository'
  if (@($repositories | Where-Object { $_.Name -eq $Name }).Count -gt 0) { throw "Backup repository '$Name' already exists." }
  $made = New-Repository $Name
  $made.Description = $Description; $made.Type = $Type; $made.FriendlyPath = $Folder; $made.Host = $Server[0]
  $null = $repositories.Add($made)
  $made
}
function Set-VBRBackupRepository {
  [CmdletBinding()] param([Parameter(Mandatory)]$Repository, [string]$Name, [string]$Description)
  Assert-Session 'Set-VBRBackupRepository'
  foreach ($name in 'Name', 'Description') { if ($PSBoundParameters.ContainsKey($name)) { $Repository.$name = $PSBoundParameters[$name] } }
  $Repository
}

function New-VBRSelectedFilesBackupOptions {
  [CmdletBinding()]
  param([Parameter(Mandatory)][VBRAgentType]$OSPlatform, [switch]$BackupSelectedFiles, [string[]]$SelectedFiles, [string[]]$IncludeMask, [string[]]$ExcludeMask)
  [pscustomobject]@{ BackupSelectedFiles = [bool]$BackupSelectedFiles; SelectedFiles = $SelectedFiles; IncludeMask = $IncludeMask; ExcludeMask = $ExcludeMask }
}

function New-VBRStorageOptions {
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][VBRCompressionLevel]$CompressionLevel,
    [Parameter(Mandatory)][VBRStorageOptimizationType]$StorageOptimizationType,
    [switch]$EnableEncryption, $EncryptionKey
  )
  [pscustomobject]@{
    CompressionLevel = $CompressionLevel; StorageOptimizationType = $StorageOptimizationType
    EncryptionEnabled = [bool]$EnableEncryption; EncryptionKey = $EncryptionKey
  }
}

function New-VBRFullBackupOptions {
  [CmdletBinding()]
  param([switch]$Enable, [VBRFullBackupScheduleType]$ScheduleType = 'Weekly', [DayOfWeek[]]$SelectedDays = 'Saturday')
  [pscustomobject]@{ Enabled = [bool]$Enable; ScheduleType = $ScheduleType; SelectedDays = $SelectedDays }
}

function New-VBRHealthCheckOptions {
  [CmdletBinding()]
  param(
    [switch]$Enable, [VBRHealthCheckScheduleType]$ScheduleType = 'Monthly', [DayOfWeek[]]$SelectedDays, [timespan]$WeeklyPeriod,
    [VBRDayNumberInMonth]$DayNumber = 'Last', [DayOfWeek]$DayOfWeek = 'Saturday', [timespan]$MonthlyPeriod = '05:00', [switch]$EnableFullHealthCheck
  )
  [pscustomobject]@{
    Enabled = [bool]$Enable; ScheduleType = $ScheduleType; SelectedDays = $SelectedDays; WeeklyPeriod = $WeeklyPeriod
    DayNumber = $DayNumber; DayOfWeek = $DayOfWeek; MonthlyPeriod = $MonthlyPeriod
  }
}

function New-VBRNotificationOptions {
  [CmdletBinding()]
  param(
    [switch]$EnableAdditionalNotification, [string]$AdditionalAddress, [switch]$UseNotificationOptions, [string]$NotificationSubject,
    [switch]$NotifyOnSuccess = $true, [switch]$NotifyOnWarning = $true, [switch]$NotifyOnError = $true, [switch]$NotifyOnLastRetryOnly = $true
  )
  [pscustomobject]@{
    EnableAdditionalNotification = [bool]$EnableAdditionalNotification; AdditionalAddress = $AdditionalAddress
    UseNotificationOptions = [bool]$UseNotificationOptions; NotificationSubject = $NotificationSubject; NotifyOnSuccess = [bool]$NotifyOnSuccess
    NotifyOnWarning = [bool]$NotifyOnWarning; NotifyOnError = [bool]$NotifyOnError; NotifyOnLastRetryOnly = [bool]$NotifyOnLastRetryOnly
  }
}

function New-VBRDailyOptions {
  [CmdletBinding()]
  param([VBRDailyOptionsType]$Type, [timespan]$Period = '18:00', [DayOfWeek[]]$DayOfWeek = 'Saturday')
  [pscustomobject]@{ Type = $Type; Period = $Period; DayOfWeek = $DayOfWeek }
}

function New-VBRMonthlyOptions {
  [CmdletBinding()]
  param(
    [timespan]$Period = '22:00', [DayOfWeek]$DayOfWeek = 'Saturday', [VBRDayNumberInMonth]$DayNumberInMonth = 'Fourth',
    [string]$DayOfMonth, [VBRMonth[]]$Months = [Enum]::GetValues([VBRMonth])
  )
  [pscustomobject]@{
    Period = $Period; DayOfWeek = $DayOfWeek; DayNumberInMonth = $DayNumberInMonth; DayOfMonth = $DayOfMonth; Months = $Months
  }
}

function New-VBRPeriodicallyOptions { [CmdletBinding()] param([int]$FullPeriod = 1) [pscustomobject]@{ FullPeriod = $FullPeriod } }

function New-VBRServerScheduleOptions {
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][VBRServerScheduleType]$Type, $DailyOptions, $MonthlyOptions, $PeriodicallyOptions,
    [switch]$EnableRetry, [int]$RetryCount = 3, [int]$RetryTimeout = 30, [switch]$EnableBackupTerminationWindow
  )
  [pscustomobject]@{
    Type = $Type; DailyOptions = $DailyOptions; MonthlyOptions = $MonthlyOptions; PeriodicallyOptions = $PeriodicallyOptions
    RetryEnabled = [bool]$EnableRetry; RetryCount = $RetryCount; RetryTimeout = $RetryTimeout; BackupTerminationWindowEnabled = [bool]$EnableBackupTerminationWindow
  }
}

function New-VBRComputerGFSWeeklyOptions {
  [CmdletBinding()] param([ValidateRange(1, 9999)][int]$RetentionPeriod, [DayOfWeek]$SelectedDay)
  [pscustomobject]@{ RetentionPeriod = $RetentionPeriod; SelectedDay = $SelectedDay }
}
function New-VBRComputerGFSMonthlyOptions {
  [CmdletBinding()] param([ValidateRange(1, 9999)][int]$RetentionPeriod, [VBRWeekOfMonth]$SelectedWeek)
  [pscustomobject]@{ RetentionPeriod = $RetentionPeriod; SelectedWeek = $SelectedWeek }
}
function New-VBRComputerGFSYearlyOptions {
  [CmdletBinding()] param([ValidateRange(1, 9999)][int]$RetentionPeriod, [VBRMonth]$SelectedMonth)
  [pscustomobject]@{ RetentionPeriod = $RetentionPeriod; SelectedMonth = $SelectedMonth }
}

function New-VBRComputerGFSOptions {
  [CmdletBinding()] param($GFSWeeklyOptions, $GFSMonthlyOptions, $GFSYearlyOptions)
  [pscustomobject]@{
    WeeklyOptions = $GFSWeeklyOptions; MonthlyOptions = $GFSMonthlyOptions; YearlyOptions = $GFSYearlyOptions
    WeeklyGFSEnabled = $null -ne $GFSWeeklyOptions; MonthlyGFSEnabled = $null -ne $GFSMonthlyOptions; YearlyGFSEnabled = $null -ne $GFSYearlyOptions
  }
}

function Set-VBRComputerGFSOptions {
  [CmdletBinding()]
  param([Parameter(Mandatory)]$GFSOptions, [switch]$EnableGFSWeeklyBackup, [switch]$EnableGFSMonthlyBackup, [switch]$EnableGFSYearlyBackup)
  foreach ($level in 'Weekly', 'Monthly', 'Yearly') {
    $switch = "EnableGFS$($level)Backup"
    if ($PSBoundParameters.ContainsKey($switch)) { $GFSOptions."$($level)GFSEnabled" = [bool]$PSBoundParameters[$switch] }
  }
  $GFSOptions
}

# What the two cmdlets that make and change a job have in common.
function Set-Job($Job, $Given) {
  foreach ($name in $Given.Keys | Where-Object { $_ -notin 'Job', 'EnableGFSRetention', 'EnableSchedule', 'EnableDeletedComputerRetention' }) {
    $Job.$name = $Given[$name]
  }
  if ($Given.ContainsKey('EnableDeletedComputerRetention')) { $Job.DeletedComputerRetentionEnabled = [bool]$Given.EnableDeletedComputerRetention }
  if ($Given.ContainsKey('EnableSchedule')) { $Job.ScheduleEnabled = [bool]$Given.EnableSchedule }
  if ($Job.GFSRetentionEnabled -and -not $Job.ActiveFullOptions.Enabled) { throw 'GFS retention needs periodic full backups.' }
  if ($Job.GFSRetentionEnabled -and $null -eq $Job.GFSOptions) { throw 'GFS retention needs its options.' }
}

function Add-VBRComputerBackupJob {
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)][VBRAgentType]$OSPlatform, [Parameter(Mandatory)][VBRComputerBackupJobType]$Type,
    [Parameter(Mandatory)][VBRComputerBackupJobMode]$Mode, [string]$Name, [string]$Description,
    [Parameter(Mandatory)][object[]]$BackupObject, [Parameter(Mandatory)][VBRComputerBackupJobBackupType]$BackupType,
    $SelectedFilesOptions, $BackupRepository, [int]$RetentionPolicy = 7, [VBRRetentionType]$RetentionType = 'RestoreDays',
    $StorageOptions, $ActiveFullOptions, $HealthCheckOptions, $NotificationOptions, [switch]$EnableDeletedComputerRetention, [switch]$EnableSchedule, $ScheduleOptions, $GFSOptions
  )
  Assert-Session 'Add-VBRComputerBackupJob'
  if (@($jobs | Where-Object { $_.Name -eq $Name -and $_.Mode -eq $Mode }).Count -gt 0) { throw "Job '$Name' already exists." }
  $job = [pscustomobject]@{
    Id = [guid]::NewGuid(); Name = $null; Description = $null; Mode = $null; Type = $null; OSPlatform = $null
    JobEnabled = $true; ScheduleEnabled = $false; DeletedComputerRetentionEnabled = $false; GFSRetentionEnabled = $PSBoundParameters.ContainsKey('GFSOptions')
    RetentionType = $RetentionType; RetentionPolicy = $RetentionPolicy; BackupType = $null; BackupObject = $null; BackupRepository = $null
    SelectedFilesOptions = $null; StorageOptions = $null; ActiveFullOptions = $null; HealthCheckOptions = New-VBRHealthCheckOptions; NotificationOptions = $null; ScheduleOptions = $null; GFSOptions = $null
  }
  Set-Job $job $PSBoundParameters
  $null = $jobs.Add($job)
  $job
}

function Set-VBRComputerBackupJob {
  [CmdletBinding()]
  param(
    [Parameter(Mandatory)]$Job, [string]$Name, [string]$Description, [object[]]$BackupObject,
    [VBRComputerBackupJobBackupType]$BackupType, $SelectedFilesOptions, $BackupRepository, [int]$RetentionPolicy,
    [VBRRetentionType]$RetentionType, $StorageOptions, $ActiveFullOptions, $HealthCheckOptions, $NotificationOptions, [switch]$EnableDeletedComputerRetention,
    [switch]$EnableSchedule, $ScheduleOptions, $GFSOptions, [switch]$EnableGFSRetention
  )
  Assert-Session 'Set-VBRComputerBackupJob'
  $Job.GFSRetentionEnabled = [bool]$EnableGFSRetention
  Set-Job $Job $PSBoundParameters
  $Job
}

function Get-VBRComputerBackupJob { [CmdletBinding()] param([string[]]$Name) Assert-Session 'Get-VBRComputerBackupJob'; $jobs.ToArray() }

function Enable-VBRComputerBackupJob { [CmdletBinding()] param([Parameter(Mandatory)]$Job) Assert-Session 'Enable-VBRComputerBackupJob'; $Job.JobEnabled = $true }
function Disable-VBRComputerBackupJob { [CmdletBinding()] param([Parameter(Mandatory)]$Job) Assert-Session 'Disable-VBRComputerBackupJob'; $Job.JobEnabled = $false }

function New-VBRConfigurationBackupScheduleOptions {
  [CmdletBinding()] param([switch]$Enable = $true, [VBRConfigurationBackupScheduleType]$Type = 'Daily', $DailyOptions, $MonthlyOptions)
  [pscustomobject]@{ Enabled = [bool]$Enable; Type = $Type; DailyOptions = $DailyOptions; MonthlyOptions = $MonthlyOptions }
}

function Get-VBRConfigurationBackupJob { [CmdletBinding()] param() Assert-Session 'Get-VBRConfigurationBackupJob'; $configuration }

function Set-VBRConfigurationBackupJob {
  [CmdletBinding()]
  param(
    [switch]$Enable, $Repository, $ScheduleOptions, [ValidateRange(1, 255)][int]$RestorePointsToKeep,
    [switch]$EnableEncryption, $EncryptionKey, $NotificationOptions, [switch]$PassThru
  )
  Assert-Session 'Set-VBRConfigurationBackupJob'
  $given = $PSBoundParameters
  $options = $configuration.EncryptionOptions
  if ($given.ContainsKey('EnableEncryption') -and -not $EnableEncryption -and $keys.Count -gt 0) { throw 'Encryption of the configuration backup must be enabled.' }
  if ($EnableEncryption -and $null -eq $EncryptionKey -and $null -eq $options.Key) { throw 'EnableEncryption needs an EncryptionKey.' }
  if ($given.ContainsKey('Enable')) { $configuration.Enabled = [bool]$Enable }
  foreach ($name in 'Repository', 'ScheduleOptions', 'RestorePointsToKeep') {
    if ($given.ContainsKey($name)) { $configuration.$name = $given[$name] }
  }
  if ($given.ContainsKey('EnableEncryption')) { $options.Enabled = [bool]$EnableEncryption }
  if ($given.ContainsKey('EncryptionKey')) { $options.Key = $EncryptionKey }
  if ($PassThru) { $configuration }
}

Export-ModuleMember -Function *-VBR*, *-Stub*, Get-CimInstance
