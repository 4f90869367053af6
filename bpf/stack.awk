# Holds the programs of an object to the stack that kernels before 6.8 allow: the frames of a chain of calls, each rounded up to
# 32 bytes, have 512 bytes together and are 8 at most (check_max_stack_depth in kernel/bpf/verifier.c). Newer kernels round to 16,
# so that what is too deep would only be refused where nobody builds.
#   llvm-objdump -d -r OBJECT | awk -v object=OBJECT -f stack.awk
# A frame is as deep as the deepest address below r10 that its function reads, writes or hands on. Instructions are read as bytes,
# since their text differs from one llvm to the next: code, registers, offset (2), number (4).

BEGIN {
	ROUND = 32
	MOST = 512
	FRAMES = 8
	FRAME = "a" # r10
}

/^Disassembly of section / {
	section = substr($4, 1, length($4) - 1)
	next
}

/^[0-9a-f]+ <.*>:$/ {
	name = substr($2, 2, length($2) - 3)
	if (name ~ /^LBB/)
		next
	within = name
	names[++functions] = name
	from[name] = hex($1) / 8
	place[name] = section
	split("", below)
	next
}

# A relocation belongs to the instruction before it.
/R_BPF_64_32/ {
	target[calls] = $NF
	next
}

/R_BPF_64_64.*\.text/ {
	broken("the address of a function is taken, and only calls are followed")
}

/^ +[0-9]+:\t/ {
	split($0, parts, "\t")
	split(parts[2], bytes, " ")
	code = bytes[1]
	target_register = substr(bytes[2], 2, 1)
	source_register = substr(bytes[2], 1, 1)
	if (code == "85") {
		if (source_register == "1")
			call_from($1 + 0)
	} else
		look()
}

END {
	if (failed)
		exit 1
	if (functions == 0)
		broken("it has no programs")
	for (call = 1; call <= calls; call++)
		callees[caller[call]] = callees[caller[call]] " " callee(call)
	for (i = 1; i <= functions; i++)
		if (place[names[i]] != ".text")
			follow(names[i], 0, 0, "")
	if (!failed)
		print object ": " most " of " MOST " bytes of stack"
	exit failed
}

function call_from(index_in_section) {
	caller[++calls] = within
	target[calls] = ""
	at[calls] = index_in_section
	distance[calls] = number(5, 4)
}

# Notes the addresses of the stack that an instruction names; a register may hold one.
function look() {
	if (code ~ /^(61|69|71|79)$/)
		touch(source_register, number(3, 2))
	else if (code ~ /^(62|6a|72|7a|63|6b|73|7b|c3|db)$/) {
		touch(target_register, number(3, 2))
		return
	}
	if (code == "07" && target_register in below) {
		below[target_register] += number(5, 4)
		touch(target_register, 0)
	} else if (code == "bf" && (source_register == FRAME || source_register in below))
		below[target_register] = source_register == FRAME ? 0 : below[source_register]
	else if (code !~ /[56de]$/) # a jump changes no register
		delete below[target_register]
}

function touch(register, offset) {
	if (register == FRAME || register in below) {
		offset = -offset - (register == FRAME ? 0 : below[register])
		if (offset > frame[within])
			frame[within] = offset
	}
}

function callee(call,    i, start, where) {
	where = target[call]
	if (where != "" && where != ".text")
		return where
	start = distance[call] + 1 + (where == "" ? at[call] : 0)
	where = where == "" ? place[caller[call]] : where
	for (i = 1; i <= functions; i++)
		if (from[names[i]] == start && place[names[i]] == where)
			return names[i]
	broken("whom " caller[call] " calls is not known")
}

function follow(name, bytes_above, frames_above, way,    all, count, i, bytes_here) {
	bytes_here = bytes_above + (frame[name] > 0 ? ROUND * int((frame[name] + ROUND - 1) / ROUND) : ROUND)
	way = way (way == "" ? "" : " > ") name " (" frame[name] + 0 ")"
	if (bytes_here > MOST || frames_above == FRAMES) {
		print object ": too deep for kernels before 6.8, " bytes_here " of " MOST " bytes of stack in " frames_above + 1 " of " FRAMES " frames: " way
		failed = 1
		return
	}
	if (bytes_here > most)
		most = bytes_here
	count = split(callees[name], all, " ")
	for (i = 1; i <= count; i++)
		follow(all[i], bytes_here, frames_above + 1, way)
}

function broken(why) {
	print object ": the depth of its stack can't be told: " why
	failed = 1
	exit 1
}

# The signed number in so many bytes of the instruction, least first, from this one on.
function number(first, count,    i, value) {
	for (i = count; i > 0; i--)
		value = value * 256 + hex(bytes[first + i - 1])
	return value >= 256 ^ count / 2 ? value - 256 ^ count : value
}

function hex(digits,    i, value) {
	for (i = 1; i <= length(digits); i++)
		value = value * 16 + index("0123456789abcdef", substr(digits, i, 1)) - 1
	return value
}
