namespace Cffi.Parser.Preprocessing;

/// <summary>
/// Microsoft's source-code annotations (SAL), which describe how a parameter is used and change nothing. They are read as
/// empty macros.
/// </summary>
internal static class SourceAnnotations
{
    private static readonly string[] Beginnings =
    [
        "_In_", "_Out_", "_Inout_", "_Outptr_", "_COM_Outptr_", "_Ret_", "_Pre_", "_Post_", "_Deref_", "_Field_", "_Struct_size_bytes_",
        "_When_", "_At_", "_Success_", "_Return_type_success_", "_On_failure_", "_Group_", "_Check_return_", "_Must_inspect_result_",
        "_Printf_format_string_", "_Scanf_format_string_", "_Null_terminated_", "_NullNull_terminated_", "_Use_decl_annotations_",
        "_Reserved_", "_Frees_ptr_", "_Frees_ptr_opt_", "_Notnull_", "_Maybenull_", "_Points_to_data_", "_Literal_", "_Const_",
        "_Result_zeroonfailure_", "_Result_nullonfailure_", "_Always_", "_Function_class_", "_IRQL_requires_", "_Interlocked_operand_",
    ];

    private static readonly string[] WithArguments =
    [
        "reads", "writes", "updates", "count_", "bytes_", "bytecount_", "cap_", "bytecap_", "range_", "size_", "equal_to_",
        "When_", "At_", "uccess_", "failure_", "Group_", "satisfies_", "valid_", "Always_", "class_", "requires_", "result_buffer",
    ];

    /// <summary>Whether a name is an annotation.</summary>
    /// <param name="name">A reserved name.</param>
    /// <param name="takesArguments">Whether the annotation has arguments.</param>
    public static bool Contains(string name, out bool takesArguments)
    {
        takesArguments = false;
        if (name[name.Length - 1] != '_' || name[1] is < 'A' or > 'Z' || !Begins(name))
        {
            return false;
        }

        foreach (string part in WithArguments)
        {
            takesArguments |= name.Contains(part);
        }

        return true;
    }

    private static bool Begins(string name)
    {
        foreach (string beginning in Beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
