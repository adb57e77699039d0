namespace Cffi.Tool;

/// <summary>A platform that no module can be compiled for here.</summary>
internal sealed class PlatformException(string wanted, Target here)
    : CffiException(ToolErrors.NoSuchPlatform, $"no module can be compiled for '{wanted}' here; hint: this machine is {here}");
