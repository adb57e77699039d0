namespace Cffi.Parser.Binding;

/// <summary>
/// The type names of POSIX headers such as <c>sys/types.h</c>, known for the targets whose headers say what they are:
/// 64-bit Linux with glibc.
/// </summary>
internal static class PosixNames
{
    private static readonly Dictionary<string, CPrimitiveKind> Kinds = new()
    {
        ["uid_t"] = CPrimitiveKind.UInt, ["gid_t"] = CPrimitiveKind.UInt, ["id_t"] = CPrimitiveKind.UInt, ["pid_t"] = CPrimitiveKind.Int,
        ["mode_t"] = CPrimitiveKind.UInt, ["ino_t"] = CPrimitiveKind.ULong, ["dev_t"] = CPrimitiveKind.ULong, ["nlink_t"] = CPrimitiveKind.ULong,
        ["blksize_t"] = CPrimitiveKind.Long, ["blkcnt_t"] = CPrimitiveKind.Long, ["fsblkcnt_t"] = CPrimitiveKind.ULong, ["fsfilcnt_t"] = CPrimitiveKind.ULong,
        ["socklen_t"] = CPrimitiveKind.UInt, ["sa_family_t"] = CPrimitiveKind.UShort, ["in_port_t"] = CPrimitiveKind.UShort, ["in_addr_t"] = CPrimitiveKind.UInt,
        ["clock_t"] = CPrimitiveKind.Long, ["clockid_t"] = CPrimitiveKind.Int, ["suseconds_t"] = CPrimitiveKind.Long, ["useconds_t"] = CPrimitiveKind.UInt,
        ["key_t"] = CPrimitiveKind.Int, ["pthread_t"] = CPrimitiveKind.ULong, ["loff_t"] = CPrimitiveKind.Long,
    };

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Kinds.Keys;

    /// <summary>What a name stands for; null where it is none, or the target's headers are not known.</summary>
    public static CType? Find(string name, Target target)
    {
        if ((target != Target.LinuxX64 && target != Target.LinuxArm64) || !name.EndsWith("_t", StringComparison.Ordinal) || !Kinds.TryGetValue(name, out CPrimitiveKind kind))
        {
            return null;
        }

        // The two that differ between the processors.
        return CPrimitiveType.Of(target != Target.LinuxArm64 ? kind : name switch
        {
            "nlink_t" => CPrimitiveKind.UInt,
            "blksize_t" => CPrimitiveKind.Int,
            _ => kind,
        });
    }
}
