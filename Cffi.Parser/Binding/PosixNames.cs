namespace Cffi.Parser.Binding;

/// <summary>
/// The type names of POSIX headers such as <c>sys/types.h</c>, known for the targets whose headers say what they are:
/// Linux with glibc.
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
        if (!target.IsGlibc || !name.EndsWith("_t", StringComparison.Ordinal) || !Kinds.TryGetValue(name, out CPrimitiveKind kind))
        {
            return null;
        }

        // Those that differ between the processors.
        return CPrimitiveType.Of((target.Calling, name) switch
        {
            (CallingStandard.Aapcs64, "nlink_t") => CPrimitiveKind.UInt,
            (CallingStandard.Aapcs64, "blksize_t") => CPrimitiveKind.Int,
            (CallingStandard.SystemVX86, "nlink_t") => CPrimitiveKind.UInt,
            (CallingStandard.SystemVX86, "dev_t") => CPrimitiveKind.ULongLong,
            (CallingStandard.SystemVX86, "loff_t") => CPrimitiveKind.LongLong,
            _ => kind,
        });
    }
}
