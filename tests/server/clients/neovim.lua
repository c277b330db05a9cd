-- Opens a draft in Neovim (0.7 or later), waits for what healthlint finds, applies a fix, and writes what it saw.
-- The environment names the command of the server (a JSON list), the draft and the file for the result.
local command, draft, result = vim.fn.json_decode(vim.env.HEALTHLINT_COMMAND), vim.env.DRAFT, vim.env.RESULT

local function finish(seen)
  vim.fn.writefile({ vim.fn.json_encode(seen) }, result)
  vim.cmd('qall!')
end

local function wait(what, true_)
  if not vim.wait(60000, true_, 50) then
    finish({ failed = what })
  end
end

local function codes(buffer)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(found, { code = each.code, line = each.lnum, column = each.col, text = each.message })
  end
  return found
end

local function has(buffer, code)
  for _, each in ipairs(codes(buffer)) do
    if each.code == code then return true end
  end
  return false
end

local function look()
  vim.cmd('edit ' .. draft)
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({ name = 'healthlint', cmd = command, root_dir = vim.fn.fnamemodify(draft, ':h') })
  vim.lsp.buf_attach_client(buffer, client)
  wait('no findings', function() return has(buffer, 'DOS101') end)
  local before = codes(buffer)

  local parameters = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = { line = 0, character = 0 }, ['end'] = { line = 99, character = 0 } },
    context = { diagnostics = {} },
  }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', parameters, 60000)
  local titles = {}
  for _, action in ipairs(answers[client].result) do
    table.insert(titles, action.title)
    if action.edit and vim.startswith(action.title, 'DOS101') then
      vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
    end
  end
  wait('the fix changed nothing', function() return not has(buffer, 'DOS101') end)
  parameters.position = { line = 2, character = 14 }
  local hover = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', parameters, 60000)
  return {
    before = before,
    after = codes(buffer),
    titles = titles,
    hover = hover[client].result.contents.value,
    lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false),
  }
end

local fine, seen = pcall(look)
finish(fine and seen or { failed = seen })
